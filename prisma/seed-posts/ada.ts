import type { PostCreate } from "@/lib/schemas/post";

/** Ada Merrow, jobbing printer: the first ten posts, oldest first. */
export const postsByAda: PostCreate[] = [
  {
    title: "The day Callum dropped the Caslon",
    content: `At ten past nine on Tuesday Callum lifted a full case of twelve-point Caslon out of the rack, turned, met the corner of the stone with his hip, and let go. A full case weighs about what a spaniel weighs. It sounded like hail on a tin roof, for one second, and then there was a silence with somebody’s breathing in it.

The trade word for spilled type is pie. I have never met a convincing account of why. One of my books says it is the pastry, on account of the mixed filling; another says it is the pye, a set of rules for church services that no priest could follow. Both read to me like men guessing.

What you do with pie is sort it, letter by letter, back into its boxes. The letters are small and they are backwards, and a good half of them are pretending to be something else. A b, a d, a p and a q will lie in your palm and swear to anything. The only honest part is the nick, a groove across the shank that tells you which way up the thing was born.

I did not shout. My father would have; he shouted at me in 1979 over this same case. I made tea and pulled up the other stool. It took nine evenings. We listened to the whole of a radio serial about a shipwreck, in the wrong order, which seemed right.

When we had finished there were three sorts left over that belong to no fount in the building: two commas and an ampersand, in a face I cannot name. They must have been hiding in that case since before my father bought it. The ampersand is on the windowsill now.

Callum has carried forty-one cases since. I know this because he counts them aloud.`,
  },
  {
    title: "Furniture",
    content: `School parties ask two questions. The first is where the letters are kept, and the second is what all the bits of wood are for.

The bits of wood are furniture. They fill the space between the type and the iron frame that holds it. They are cut lower than the type, so they never touch the ink, and to exact multiples of a pica, so they fit one another in any order. Nobody has ever come into the shop to buy some. But most of a page is furniture. A wedding invitation is perhaps one part lettering to nine parts beech, and it is the beech that decides whether the thing looks like a wedding or a summons.

In a damp week the wood swells by less than you can see. A forme that was flat on Monday will try to rise in the middle on Thursday, and you go round slackening the quoins a quarter turn, like a man with his belt after lunch.

Someone long before me pencilled names on the longest pieces. There is Alf, there is Big Alf, and there is Doris, who is forty-eight ems. I have used Doris in every poster for thirty years and I never found out who she was.`,
  },
  {
    title: "A customer asks for Papyrus",
    content: `A man came in on Friday wanting cards for a massage business, and he wanted them in Papyrus.

I explained that I have eleven typefaces, that they live in the drawers behind me, and that Papyrus is not in the drawers because as far as I know it was never cast in metal. I said this in the voice my brother calls the Bishop. The man said it was only that Papyrus looked relaxing.

After he had gone to move his car I looked it up, meaning to collect ammunition. It was drawn by a young American called Chris Costello in 1982. He was twenty-three, and he spent about six months on it, by hand, with a calligraphy pen on rough paper, trying to imagine what English might have looked like if somebody had written it in the desert two thousand years ago. Then it was put on every computer in the world and the world got sick of it, which is hardly a thing you can do to yourself with a pen.

Six months with a pen is a long time. I have done three weeks on an alphabet and given it up. So when the man came back I had put the Bishop away.

We settled on Perpetua italic, in a brown I mixed to look like tea. He held the proof at arm’s length and said it made him look expensive.

I told him that was the margins, and charged him for them.`,
  },
  {
    title: "Out of sorts",
    content: `A fount of type is sold to a scheme: so many a’s, rather more e’s, a miserly pinch of z. The scheme assumes that you are writing ordinary English about nothing in particular.

Mr Kirk was writing a history of the parish of Kirkbeck, kilns, brickworks, knackers and all. We ran out of lower-case k on page three.

One piece of type is a sort, and when a box is empty you are out of that sort. You will read that this is where the expression comes from. I repeated it to customers for years, with gestures. Then a retired schoolmistress told me that people were out of sorts in the 1620s, in the sense of being off their food, and that nobody is known to have said it about type until a long time afterwards. She was very nice about it. I have had to give up minding p’s and q’s as well. Upper case and lower case I am keeping: the capitals did live in the upper case, and I have the furniture to prove it.

In the old days you would send to the foundry for a pound of k. I rang a man in Yorkshire, who had none, and a man in Kent, who laughed. In the end we negotiated. Mr Kirk gave up ‘thicket’ for ‘copse’ and ‘bricklike’ for ‘square’. He let ‘bespoke’ go without a word. He would not give up the knackers, and I respected that, so page three was printed in two halves, on two days, with the same eleven k’s.`,
  },
  {
    title: "Ink made by wasps",
    content: `A gall wasp lays an egg in the bud of an oak, and the oak, for reasons of its own, builds a small brown marble round it. The marble is bitter with tannin. Crush it, steep it in water, add iron sulphate and a little gum arabic, and you have the ink that most of Europe wrote with for well over a thousand years.

It goes on the colour of weak tea and turns black while you watch, because it is the air that finishes the job. It bites into the paper and will not wash out. Given time and a heavy hand it can also eat straight through the page, and there are manuscripts in which every o has dropped out like a biscuit. The chemistry is set out at https://en.wikipedia.org/wiki/Iron_gall_ink for those who like chemistry.

Until May 2021 the marriage registers of England and Wales were books, filled in with a registrar’s ink of this sort. Then the register became a database. The curate, who is thirty, gave me the half bottle she had left, and told me not to spill it because she had spilled the other half.

In October Callum and I picked forty galls from the hedge by the canal and made a jarful. It smells like a wet gate. We wrote the date in the job book with it, and the price of a loaf, and on the facing page Callum wrote the same in ballpoint. The two of them are to be compared in a hundred years. Neither of us has worked out who is to do it.`,
  },
  {
    title: "Paste",
    content: `For the binder who asked, and for anyone else who has been buying it in tubs.

One part plain white flour, by volume
Five parts cold water
A pan you do not love
A wooden spoon from the shop, never from the kitchen
Whisk the flour into a little of the water until there are no lumps
Find the lump, and whisk again
Add the rest of the water
Low heat, stirring, all the time, yes, all the time
At about ten minutes it will turn from milk to something like custard
Give it three minutes more, for luck
Push it through a sieve while it is warm
Let it cool with a lid on, or it will grow a skin
A drop of clove oil, if you want it to last the week
Label the jar

The last line is there because of my brother, who in 1974 had it on toast.`,
  },
  {
    title: "The long s goes to a wedding",
    content: `They were both historians and they wanted the invitation in the manner of 1760. I have a fount with the long s in it, ſ, and I get it out about once in five years, so I was pleased.

The long s is the ordinary s of old printing, for the beginnings and middles of words. The short s comes at the end. There are more rules than that, and they changed from one country to the next and from one decade to another; the page at https://en.wikipedia.org/wiki/Long_s goes into them further than most marriages require. It is not an f. An f has a bar right across. The ſ has a nub on the left at most, and in the italic it has nothing.

So I set ‘requeſt the pleaſure’ and ‘at the bride’s houſe’, and it looked very well. The groom’s name was Sessions. That came out as Seſſions, with the pair of them side by side like herons, and I thought it the handsomest line on the card.

The bride’s mother rang on the Monday. She wanted to know, in confidence, whether her daughter was really marrying a Mr Seffions, and what sort of name it was, and if there was still time.

The order of service went through without any difficulty, except that they had chosen Ariel’s song from The Tempeſt for the ſigning of the regiſter. I sent a proof. They rang within the hour and withdrew the bee.`,
  },
  {
    title: "A blot",
    content: `This morning one fat drop fell from the ink knife on to the top sheet of a finished stack, four hundred and twelve letterheads for a firm of solicitors.

I looked at it for some time. It was round, black, wet and perfectly placed, a little below the middle, where the eye goes first.

Nothing I have designed this year is half so good.`,
  },
  {
    title: "Proof",
    content: `Read it once for the sense
and once for the spaces
and once from the last word back to the first
when there is no sense left for it to hide in.

Hold it up to the window.
Turn it upside down, where a page
is only grey, and see if the grey is even.

Then take it next door to Mrs Pugh
who does not care for it at all
and who, before her tea is cool enough to drink,
will find the bribe
that stood all morning where the bride should be
and was so nicely spaced
that each of us had wished her every joy.`,
  },
  {
    title: "The restless Mr Baskerville",
    content: `John Baskerville of Birmingham taught handwriting, cut gravestones, made a fortune from japanned tea trays, and in middle age spent a good deal of it on type. His pages were so black and smooth that people complained they hurt the eyes. He died in 1775. He had no use for the church, and asked to be buried in his own garden, under a building shaped like a cone.

He was not left there. The house was burned in the riots of 1791. The land was dug, a canal wharf came, and some time in the 1820s the coffin turned up and was opened. He spent a while in a warehouse and was put on show in a shop. A bookseller with a vault to spare slipped him into Christ Church, and when Christ Church was pulled down at the end of the century he was moved again, to the catacombs at Warstone Lane. That is consecrated ground, the one thing he had asked them to avoid. By one count he has been shifted nine times. There is more at https://en.wikipedia.org/wiki/John_Baskerville.

His type travelled too. Sarah Eaves, who had come as his housekeeper, stayed and married him, sold the punches after his death to Beaumarchais, the man who wrote The Barber of Seville. He wanted them for printing the whole of Voltaire, at Kehl, across the river from France, where the censor could not reach. They came back to England in 1953, as a present to Cambridge.

I set a funeral card in Baskerville last week, for a man who had lived in one house for eighty-eight years. I did wonder about it.`,
  },
];
