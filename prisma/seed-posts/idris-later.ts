import type { PostCreate } from "@/lib/schemas/post";

/** Idris Pell, who writes payroll software by day: the second ten posts, oldest first. */
export const laterPostsByIdris: PostCreate[] = [
  {
    title: "Three from the build server",
    content: `Warning: unused "x".
It was there when I began.
I did have a plan.

Works on my machine.
We wrap it in brown paper
and post the machine.

Tests all green at last.
Snow on the car park. I see
that there were no tests.`,
  },
  {
    title: "A game on a cassette",
    content: `Mali is nine and wanted to know what we did before downloads. I got out the BBC Micro (new capacitor, see earlier), a cassette recorder, and a tape called DADS GAMES 2 in handwriting I don't recognise as mine.

You type CHAIN"" and press play. It says Searching, and then Loading, and a number in the corner counts up the blocks in hex. The sound is a sort of furious kettle. It's 1,200 bits a second, and ten bits to each byte by the time they've been wrapped, so call it 120 characters, about what a fast reader can read. A game that fills the memory takes four or five minutes if nobody slams a door.

At block 1A it stopped and said "Data? Rewind tape". We rewound the tape. I showed her how you clean the head with a cotton bud, and how you turn the little screw to line it up by ear till the screech is at its brightest. She was better at it than me. We went round again. Searching. Loading. 18, 19, 1A. She'd gone silent and had both her fists up by her chin. 1B.

"YES," shouted Mali, so loud that Nia came down.

When it had finished, it was a game where you're a square and you avoid some other squares. She played it for perhaps a minute and a half, politely.

Then she asked if we could load it again.`,
  },
  {
    title: "Naïve is five letters, or six",
    content: `These two words look the same: naïve, nai\u0308ve. I typed the first with one key for the ï. The second has a plain i followed by a separate pair of dots, which Unicode lets you hang over the previous letter. To you they're identical. To a computer that's been told to compare them they're as different as "cat" and "cats". One's got five characters in it and the other has six.

There's nothing wrong with either. There are standard ways of pressing one into the other (https://en.wikipedia.org/wiki/Unicode_equivalence), and if you do it at the door, every time, you're fine. We didn't. We had a Siân.

She was a care worker in Llanelli and she'd joined up on a phone that wrote her â in one piece. Her manager had a Mac, and exported a list of staff from some program that wrote it in two. So according to us there was a Siân who did the hours and a Siân who got the pay, and these never met. For three months she was paid by hand, by a clerk called Bronwen who simply knew. When I asked how many others she was doing, she opened a drawer and had a list: Zoë, two Renées, a Siôn, a José, a Mr Ŵyn, who I think may have been having us on.

The fix was one line. Well, it was one line and then four weeks of going through the tables, joining people back up with themselves.

Bronwen kept the list. She's ticked them off. She said that it'd be useful for when it broke again, and I said it couldn't, and she put it back in the drawer.`,
  },
  {
    title: "The drawer of cables",
    content: `I've been asked to sort out the drawer. I have sorted it into cables I can name and cables that I can't.

Named: nine kettle leads, two SCART, a null modem that I made at school, a parallel printer lead as thick as a hosepipe, one of each kind of USB and seven of the kind nobody wants, a phone charger for a phone that went in a lake.

Then there's a grey one. It's about a metre long, with a square plug of eleven pins at one end and at the other a thing like a small brass trumpet. I've had it since before I was married. I've shown it to a forum of four thousand people who can tell a Commodore power supply by its cough, and someone in Utrecht thinks that it may be dental.

Nia said I could keep one cable.

I want it recorded that I hesitated.`,
  },
  {
    title: "Fence posts",
    content: `You want a fence ten metres long with a post every metre. How many posts? Eleven. Everybody says ten, and everybody then goes back to the builder's merchant.

I've been programming for twenty-six years, and I'd say a third of the mistakes I've made for money were this one. A loop goes

for (let i = 0; i < n; i++)

or it goes

for (let i = 0; i <= n; i++)

and one of these is right. You can look at it for as long as you like. In a good light both have a certain something. The people who invented the first kind, counting from nought and stopping just before the end, had excellent reasons, and the reasons are that you get the length by subtracting and that two ranges can sit end to end with no gap and no overlap. I can recite it. Then somebody asks how many days off she's had if she was away from the 3rd to the 7th, and 7 - 3 is 4, and she's had 5, and there's a queue of people at the desk.

At our place the dates a person types in are always included, both ends, and the dates inside the system stop before the end, and there's one function in between that adds the day. I wrote it in 2006. It has a name, inclusiveEnd, and a comment of eleven lines. And three times since then somebody tidy has found that two other functions were adding the day as well.

This weekend I put up a fence. I measured it, I drew it, I said "eleven" out loud in the shop. There's a gate in it. Have a think about the gate. I was back there by half past three.`,
  },
  {
    title: "The second that was added",
    content: `The Earth is a slightly poor timekeeper, so every so often since 1972 they've stopped all the clocks for one second to let it catch up. A minute gets sixty-one seconds in it. The last time was at the end of 2016. It reads 23:59:60, and if you're lucky enough to be looking at the right sort of display you can see it.

I was looking in 2012. I'd stayed up for it, I'd got the radio on for the pips and a bit of cake. It was a Saturday night, the 30th of June, and at one in the morning our time the extra second went by, and I raised my glass, and my phone began to ring.

There was a fault in Linux that only that second could wake up. Timers went round and round like a dog with a wasp. Half the servers on earth suddenly started running flat out and doing nothing. Airline check-in went down in Australia, and big websites dropped over, and in a business park outside Newport the machine that we'd set to do the June overtime was making, the night porter told me, a noise.

You could cure it by setting the clock to what it already said. I'd like to be able to tell you that I worked this out. I read it on a forum, from a man who'd read it on another one, and I typed it in with cake on my fingers, and across the room all the fans came down together, like a breath let go.

They've voted to do away with leap seconds, by 2035 at the latest (https://en.wikipedia.org/wiki/Leap_second). The clocks and the Earth will simply be let drift. It's the right thing to do, everybody in my line of work is for it, and I'm a bit sad. How often do you get to see one?`,
  },
  {
    title: "Six minutes with EDSAC",
    content: `I took a day off and went to the National Museum of Computing, at Bletchley, to see the EDSAC they've been rebuilding. The original ran its first program in Cambridge on 6 May 1949. It printed a table of squares. It had about three thousand valves and could do some 650 instructions in a second, and when they were finished with it they broke it up, so the rebuilders have been working from photographs and a handful of drawings and what old men remembered.

Memory was sound. They sent the bits as ripples down a tube of mercury, caught them at the far end, cleaned them up and put them in again at the front, round and round, for as long as you needed to remember a thing. I've had that explained to me as an engineering curiosity. Stood in front of it, I thought it's how I get to the shop with a list.

It wasn't running on the day. A volunteer in a brown overall was tapping a valve with the end of a pencil. He gave me six minutes, with a lid off, and he showed me the first thirty-one instructions, which are wired up on switches of the kind they used in telephone exchanges, because before you can load a program you need a program to load it. David Wheeler wrote that. You can read the whole of it on a card, and I did, twice. There's nowhere to put a needle in it.

Maurice Wilkes, who ran the project, said that he could remember the moment on the stairs when he saw that a good part of the rest of his life was going to be spent finding errors in his own programs. I'd always taken that as a joke. I looked at the man with the pencil.

"Is it that one?" I said.

"No," he said. "But it was worth asking." (https://en.wikipedia.org/wiki/EDSAC)`,
  },
  {
    title: "Ten characters a second",
    content: `The Teletype is in the garage, since it weighs what a washing machine weighs, and Nia has views. It's a Model 33 from the sixties. Capitals only, ten characters a second, and when it gets going the shelves move.

I'd read that the rubber pad on the print hammer goes bad with age. It does. It goes to a sort of black jam. (You can buy new ones from a person in America who makes them, or you can use a bit of fuel hose. I used the hose.) After that there was a fortnight of oil. There are several hundred places on a Model 33 that want oil, there's a manual that shows you each of them, and I'd never been so happy.

It has a key marked HERE IS. You press it, and a little plastic drum goes round inside and sends out its name, twenty characters or so. You set it by snapping off tabs with pliers, one for each bit, and once you've snapped one off you can't put it back. The far end can ask for it as well, there's a code for "who are you", and it'll clatter out the answer with nobody in the room.

I cleaned all the muck off the drum and pressed the key, to see where it had been. There was a bit of a pause.

PONTYPOOL STORES 2

I sat on the freezer for a while. I typed HELLO, to nobody, in purple. It's surprising how long it takes at that speed, and how you find you've stopped putting in words you don't need.`,
  },
  {
    title: "Switching off",
    content: `We turned off the old payroll machine on Friday. It had run since 1993, and since March it's had nothing at all to do, but nobody liked to say so.

There's no ceremony in the manual. You type a command and wait. I'd thought there might be a speech, and Gareth came in specially from the allotment with some leeks, but in the end we all stood about and listened to the disks run down. It takes a surprisingly long time. The note drops, and then you think it's stopped, and it hasn't.

Somebody from facilities asked if we needed the floor tile.

The air conditioning's still set for it, and can't be altered till the spring. So there's a very cold room, with nothing in it, and somebody's left the leeks in there.`,
  },
  {
    title: "The novel on the three-inch disc",
    content: `First Saturday of the month I do the repair table at the church hall. I'm down as "electrical", between a woman who darns and a retired vet who'll have a go at anything. It's toasters, in the main. But in June a Mrs Prosser came in, pulling a shopping trolley, and in the trolley was an Amstrad PCW.

If you don't know them: a green-screen word processor, mid-eighties, sold by the hundred thousand to people who wanted to write a book (https://en.wikipedia.org/wiki/Amstrad_PCW). It took floppy discs in a size of its own, three inches, in hard plastic cases like something for false nails.

"It's my late husband's," she said. "He wrote on it every night for two years. He'd shut the door. He said I could see it when it was done, and then he died, in ninety-one, and I couldn't make it go."

How many discs? One, the big sort that held seven hundred K. She had it in her handbag. On the label it said HELEN, and under this, PRIVATE.

"Are you Helen?" I said.

"I'm Margaret," said Mrs Prosser.

The vet had stopped sanding.

I took it home. I'd like to say I did it for Mrs Prosser, and I did, but also I've not slept properly since I was told about a three-inch disc I hadn't read. The machine was all right. The belt in the drive was the trouble. They all go, they turn into something like liquorice left in a car. I scraped it off with cocktail sticks, waited nine days for a new one from Germany, and made up a lead so I could get the text across to something modern before I risked it twice.

It read. Forty-one files, CHAP1 to CHAP41, with no bad sectors, thirty-odd years later. I didn't look at them. All right, I looked at the sizes. It was getting on for ninety thousand words.

I rang her up and said did she want it printed or on a stick, and would she like someone with her. She said printed, and that she'd have the vet.

So the first Saturday in July there she is with the vet beside her, looking noble, and I've put three hundred pages in a box on the table with a lid. The darning woman had given up all pretence. Mrs Prosser took the lid off and read the first page, then turned it face down, very neat, and read the second. She went on like that for I'd say ten minutes, and nobody's toaster got mended. Then she made a noise and I saw that her shoulders were going.

The vet put a hand on her arm. She waved him off. She was laughing.

"It's the bowls club," she said.

It was the lot of it. It was the whole of the dispute over the bowls club, 1988 to 1990, the greens committee, the business with the roller, who'd said what in the car park. He'd been the secretary. He'd put it all down, every night with the door shut, in dialogue, changing nobody's name. On page nine there was a description of a man called Ken Tudor that I wouldn't repeat in a church hall, and she did.

"And who's Helen?" said the darning woman, because somebody had to.

Mrs Prosser wiped her eyes. She turned back to the first page and held it up for us. HELEN OF TROY, it said, in capitals, underlined. A TRUE ACCOUNT. And below, in brackets, so that there should be no mistake: Troy Road Bowling Club, Lower Green.

She's asked for six copies. Ken Tudor is still alive, apparently, he's in the Beeches, and she's going to take one round.`,
  },
];
