import type { PostCreate } from "@/lib/schemas/post";

/** Ada Merrow, jobbing printer: the second ten posts, oldest first. */
export const laterPostsByAda: PostCreate[] = [
  {
    title: "Type in the river",
    content: `In 1916 a printer of seventy-five named Cobden-Sanderson began walking to Hammersmith Bridge after dark with parcels of type and dropping them into the Thames. The type had been made for his Doves Press and for nobody else. Under an old agreement it was due to pass, when he died, to Emery Walker, who had been his partner. He preferred the river.

It is usually told as a story about pride, or revenge. I find I think about the carrying. The figures given are 2,600 pounds of metal and about a hundred and seventy trips, over some five months. That is fifteen pounds a time, more than a ton in all, at night, at his age, with a war on and policemen about. By his own diary some of it missed the water and lodged on the bridge.

So I tried it. I put fifteen pounds of worn-out eight-point in a shopping bag and walked to our own bridge, which is about as far. The handles cut in before I reached the chemist’s. On the bridge I stood where I imagined he would stand, and a woman with a pushchair slowed down and asked if I was all right. I said I was just resting. I expect he said the same.

In 2014 a designer called Robert Green went down to the foreshore at low tide and found a piece of it in about twenty minutes. Divers from the port authority helped him bring up a hundred and fifty. (https://en.wikipedia.org/wiki/Doves_Press has the whole quarrel.)

I carried mine home again. It was only eight-point, but there was a good deal of use in it yet.`,
  },
  {
    title: "Which way the paper wants to bend",
    content: `Take a sheet of newspaper and tear it from top to bottom. It goes more or less straight. Now tear it from side to side, and it wanders off like a cow.

That is grain. When paper is made by machine the fibres are carried along on a moving wire and most of them settle pointing the way they were going. The sheet folds sweetly along them and cracks across them. Wet it and it swells sideways far more than it lengthens, which is why a book with the grain the wrong way has pages that lie like corrugated iron.

I have had it explained to me that customers cannot tell. Customers can tell. They cannot say what it is, so they say that it feels cheap, or they put it down and pick up another.

Callum learned it with his tongue. You cut two strips, one each way, lick them, and see which goes limp. For a fortnight he licked everything that came through the door. I had to stop him when it got to the invoices.`,
  },
  {
    title: "From the job book, 1931",
    content: `The shop’s old job books are in the roof. This is my grandfather’s, January to March, copied as he wrote it.

14 Jan. 500 handbills, LOST, brown dog, answers to Major. Paid.
16 Jan. 50 cards, Miss Tranter, Pianoforte and Deportment. Paid.
19 Jan. 500 handbills, FOUND, brown dog, with thanks to all. Not paid.
26 Jan. 200 labels, Embrocation, FOR HORSE OR MAN. Paid in embrocation.
2 Feb. 100 posters, Grand Concert, Miss Tranter at the pianoforte. Paid.
3 Feb. 100 slips, Concert POSTPONED owing to indisposition. Paid.
9 Feb. 100 slips, Concert will NOT now take place. Paid, cash, by Mr Tranter senior.
23 Feb. 60 cards, wedding, Tranter and Haines, quiet. Paid.
2 Mar. 500 handbills, LOST, brown dog, answers to Major. No credit.
4 Mar. 1,000 labels, Embrocation, FOR HORSE ONLY. Paid.

I knew a Mrs Haines when I was small. She was very upright, and taught the piano to half the town.`,
  },
  {
    title: "Apostrophes I have known",
    content: `I have no quarrel with the man on the market who sells potato’s. He paints his own sign, he sells out by noon, and the mark is only there to warn you that an s is coming.

My quarrel is with the machines. Type ‘rock ’n’ roll’ on most of them and the first mark comes out facing the wrong way, as an opening quotation, because the program has seen a space in front of it and jumped to a conclusion. Christmas cards do it every year with ’tis. I have stood in a stationer’s turning them all to the wall.

In metal there is no confusion, since you pick the thing up and look at it. There was not even an opening quotation mark in the old founts. You took a comma and turned it upside down, and that is why they are called inverted commas. I like a name that is also an instruction.

Bernard Shaw left them out of his dont and wont, and his printers did as he said. I always thought that was showing off. Then again he did not have to set them.

I should add that in 1998 I printed two hundred posters for the church, in three colours, with a border of lambs, for a CHILDRENS’ FAIR. Nobody said anything. The vicar paid. I saw it for the first time on the Saturday, eight feet away, from the back of the queue for the tombola, and I had to stand behind it for twenty minutes.`,
  },
  {
    title: "Two spaces after a full stop",
    content: `I am asked to rule on this about once a month, generally by a married couple.

One of them learned to type on a typewriter and was taught two spaces. The other has been told that this was only ever a typist’s habit and that real printers use one. Then both of them look at me.

I am sorry to say that my great-grandfather put in a great slab of white after every full stop, wider than the two spaces put together, and so did everyone he knew. You can see it in any Victorian novel: the sentences stand about in the paragraph like cattle in a field. Printers came down to one thin space later on, partly from taste, and partly, I suspect, because it saved lead and paper. So both of them are right, about different dead people.

What I do at the case is put in whatever fits. A line of type has to come out full or it will fall out of the forme, and the spaces are where you find the room. Some are thick and some are thin. If you measured mine you would find no rule in them at all, and if I have done it properly you would never think of measuring.

This does not satisfy anyone. Last month’s couple asked which of them had won, and I said the paper merchant.`,
  },
  {
    title: "The Heidelberg and I",
    content: `We have had the Heidelberg since 1962 and I have been afraid of it since about 1966. It is the kind called the Windmill: two arms go round like sails, one taking up a clean sheet while the other lays down the printed one, and in between them the whole thing shuts like a book with a ton of iron in each cover. It will do five thousand an hour. I have never asked it to.

People who come to the shop want to see the Arab, which has a treadle and a flywheel and looks like history. Nobody has ever asked for a photograph beside the Heidelberg. It is grey. It looks like something from the basement of a hospital. And it is far and away the best machine I shall ever own. Set it correctly and it will put the same word in the same place ten thousand times, to the thickness of a hair, and sigh a little after each one, because of the suckers.

Set it incorrectly and it tells you. It has a cough for a double sheet and a kind of click for a loose grip. In March it began to make a noise that I had not heard before, a small dry tick at the bottom of the stroke. I oiled everything there is to oil. I rang a mechanic in Wolverhampton and held out the telephone, and he listened for some time and said that he could hear it too.

On the Friday it stopped of its own accord. The cat has had kittens under the delivery table, and I am not going to look into it any further.`,
  },
  {
    title: "Mutton and nut",
    content: `An em is a square of blank metal, as wide as the type is tall. An en is half of it. Across a room full of running presses the two words are exactly the same, so printers called them mutton and nut, and nobody needed to shout it twice.

The old sizes had names in place of numbers. Eight-point was brevier and seven was minion. Six was nonpareil, five was pearl. Nine was bourgeois, which in England was said ‘burjoyce’, by people who knew quite well how the French said it and did not propose to join in. My grandfather asked for long primer all his life, and when the young man at the foundry said, ‘That’ll be ten-point, then,’ he used to answer, ‘If you like.’

I tested Callum on these over the washing-up of the rollers. He had them all in a week. What he cannot learn is to call the big table the stone. Ours is steel, it has been steel since my grandfather’s time, and he sees no reason to tell it a lie every day.

I said that he should try living with a sign that says Merrow & Son.`,
  },
  {
    title: "January, unheated",
    content: `Four degrees in the shop at eight o’clock. Ink does not freeze, but it sulks. You lift the knife and it comes up with the knife, all of it, like a cat that will not get off a jersey.

There is a stove. It takes until eleven to do anything, and then it does it to one wall. So there is a hot-water bottle on the ink slab, in a knitted cover, and on the very bad days another inside my apron, and we tell customers on the telephone that we are just waiting for the press to warm up. This is true as far as it goes.

Metal at four degrees takes the feeling out of your fingers in about two lines. I have set whole paragraphs by the sound of them.

Callum found an electric blanket at the tip, single, with the flex cut off. I have forbidden it. He has put it on the Heidelberg all the same, not plugged into anything, tucked in round the edges, and I noticed on my way out that he had turned down the corner.`,
  },
  {
    title: "Wayzgoose",
    content: `Joseph Moxon wrote the first manual of printing in English, and in 1683 he set down that every year, about St Bartholomew’s day, the journeymen made new paper windows for the shop, whether the old ones would serve or no. On that day the master gave them a feast and money to spend at the tavern. Until he had done it they would not work by candlelight. He spelled it way-goose.

Nobody knows what it has to do with a goose. In the eighteenth century a dictionary put in a z, and a story went about that wayz was an old word for stubble, and that the bird was fattened on it. It appears that there was no such word and that geese are not fattened that way. I find this very cheering. A whole trade went on holiday for three hundred years under the name of something it had misheard. See https://en.wikipedia.org/wiki/Wayzgoose for the candidates.

Ours was on Saturday. There are two of us, so we closed at noon, hung the sign, and went by bus to Clun with a pork pie. Callum had never heard of Moxon, and wanted to know what a paper window was like from the inside. I said yellow, I should think, and draughty, and that you would oil the paper to let more light in. He thought about it until the pie was gone.

On the Monday I came in and found the small pane by the sink, the one that has been cracked since my father’s time, covered over with a sheet of oiled layout paper and neatly pasted. It lets in a light like weak beer. I have not refused to work by candle, but I have looked into what he would like to drink.`,
  },
  {
    title: "To whoever buys the shop",
    content: `I am not selling. But I was sixty-six on Sunday, my doctor has begun to use the word ‘eventually’, and I would rather write this now, while I am cross, than later when I am sorry for myself.

The front door sticks. Everyone will tell you to plane it. In the August of a dry year it fits exactly and you will be glad of the wood.

The Arab is older than the building’s drains. Treadle it with the left foot and feed with the right hand, whatever you have been told, because the floor slopes. There is a brass plate on the flywheel guard that says DO NOT and then nothing else, the rest having worn off. We have always taken it to be general advice.

The Caslon is complete. It has been on the floor twice, in 1979 and again more recently, and both times every piece was picked up. The Gill is short of capital R. The Perpetua italic is the best thing in the building and you should not let students near it. In the bottom drawer on the left, under the brass rule, is a case of Victorian ornaments: a balloon, some pointing hands, a ship, a very small pig. The butcher has first call on the pig.

You will want to throw away the furniture with names on. Please use it for one year first.

Mrs Pugh next door reads proofs. She is paid in offcuts for her grandchildren and has found more in a minute than I ever did in an hour. Do not tell her what the job is about. It spoils her.

The solicitors pay in ninety days. The undertaker pays the same afternoon, and brings the money himself, and will want to talk for a bit. Let him. People cross the road.

Prices are in the green book. They are too low. My father’s were too low as well, and he got round it by never adding up. When you put them up, and you must, do it on a Monday, and don’t apologise. I apologised in 2009 and they asked for ten per cent off.

You will be sent, every few months, a young person making a film about how all this is dying. They will ask you to hold a piece of type up to the light. Be kind, hold it up, and send them off with a card they have printed themselves, because one in a hundred will come back and ask for work. That is how I got Callum. He arrived with a microphone on a stick.

About Callum. If he is still here you are not the person I am writing to, and he can skip this page. If he has gone, then he has gone somewhere better, and you may ring him with questions. His number is in pencil on the wall by the telephone, above the mechanic in Wolverhampton. He will say that he is busy and then he will talk for an hour.

The sign says Merrow & Son. The son is my brother Peter, who is a dentist in Hove. I had the paint, and the gold leaf, and a ladder, and for forty years I meant to see to it. First it would have upset my father. Then it would have looked as though I minded. Now the customers call me Mrs Son, some of them, for a joke, and I have got used to it.

You can paint over it. But do the ampersand last, and look at it properly before you do. My father drew it freehand, in one go, on a plank between two trestles, the week that Peter was born. It leans a little to the left, as if it were waiting for someone to catch up.

The stopcock is behind the paper racks. Lefty loosey does not apply.`,
  },
];
