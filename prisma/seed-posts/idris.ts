import type { PostCreate } from "@/lib/schemas/post";

/** Idris Pell, who writes payroll software by day: the first ten posts, oldest first. */
export const postsByIdris: PostCreate[] = [
  {
    title: "A terminal on the kitchen table",
    content: `I bought a VT220 from a man in Swindon who was using it as a plant stand. It has an amber screen, a keyboard you could defend a house with, and a ring on top where the fern was. It cost me twenty pounds and he threw in the fern.

A terminal isn't a computer, which is the part I have trouble explaining to visitors. It shows what it's sent and it sends what you type. That's all it's ever wanted to do. I ran a serial lead across the kitchen to an old laptop, set both ends to 9600 baud, turned it on, and waited while the tube warmed up. Then it said "login:", as if the last thirty-odd years had been a bit of a lull.

So I've been reading my email on it, for a week now. You get twenty-four lines of eighty characters. You can see the text arrive, just about, like a blind going down. If a message is too long it gets ahead of the screen, and the terminal quietly sends a character that means hang on, and when it's caught up it sends another that means all right, go on. I'd known about XON and XOFF for my entire working life and I'd never before watched anything be so reasonable.

Nia has pointed out that there are four people in this house and one kitchen table. We've agreed that it can stay until Sunday. She's also hung a tea towel over the corner of it, which I've chosen not to read anything into.

The fern's on the laptop. It seems happier with the warm.`,
  },
  {
    title: "The smell",
    content: `If you own a BBC Micro that hasn't been switched on since about 1990, and you find it in the loft and think "I wonder", please don't. Or do, but open a window.

Inside the power supply, straight across the mains, there's a small capacitor in a clear yellowish case. It was made of metallised paper, and the case gets fine cracks with age, and then for thirty years the paper drinks whatever's in the air. It'll generally stand this for ten or fifteen minutes of being live again. You'll have had the beep. You'll have typed in a two-line program that prints something rude about your sister. Then there's a fizz and a bang, and a column of brown smoke comes up through the keyboard, and it's a smell that I can only describe as a fish having an argument with a candle.

The computer is usually fine! That's the insulting part. The capacitor is only there to keep interference out of the mains, so the machine carries on without it, prompt blinking, wreathed in smoke, waiting to be told what to do next.

Mine went on Boxing Day in my mother-in-law's spare room. She's never mentioned it. She did give me a new one for my birthday, the right value and everything, in a ring box.`,
  },
  {
    title: "Ampersand first",
    content: `Here's a bug I've now met in four companies. You want to show somebody's text on a web page, so you have to escape it: the characters that mean something in HTML get swapped for codes that merely look like them. A < becomes &lt; and a > becomes &gt; and the & itself has to become &amp; because it's what the codes start with.

The first version I saw went like this:

function escape(s) {
  return s
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/&/g, "&amp;");
}

Try it on if (a < b && c > d) and see what you get. The < turns into &lt; in the first step. Then the last step comes round with a mop, finds the & that we put there ourselves a moment ago, and escapes that as well. The reader sees a &lt; b, with its works hanging out.

The fix is to move one line to the top. Ampersand first, and after that the order doesn't matter. I've started saying it under my breath, like left-hand-down.

What I like is how the four teams had dealt with it. One of them had a second function that went over the output turning &amp;lt; back into &lt; again, with the comment "not sure why this is needed". One had banned the ampersand. (There was a company on the payroll called Marks & Daughters. They were Marks and Daughters, in our system, until 2019.) The third had noticed that it only went wrong when you escaped twice, so they kept a flag in the database, escaped_count INTEGER, and I would love to have been at that meeting.

The fourth was mine. I'd written it in a hurry, and it was in production for two years, and all anybody ever said was that the R&amp;D department had a funny name.`,
  },
  {
    title: "Errors worth reading",
    content: `I read a standard over breakfast on Saturday. This isn't something I do for fun, exactly, but it was raining and the cereal box was in Welsh and I'd finished it.

It was RFC 9457, Problem Details for HTTP APIs (https://www.rfc-editor.org/rfc/rfc9457), and it's about what a server should say when it's not going to do what you asked. There's a type and a title and a detail and so on, in a small bit of JSON with its own media type. It's short. And then in the middle of the description of the detail field it says that this ought to focus on helping the client correct the problem, rather than giving debugging information. I put the spoon down. You spend twenty years in this trade reading "An error occurred", and there it is in the rules, being decent.

So on Monday I went through every error message our payroll system can produce. There were 318. One said "Invalid". One said "Contact Gareth", and he left in 2011. There was one that said "This cannot happen", and I looked in the logs to see how often it had, and it had happened eleven hundred times, mostly on a Thursday.

I've rewritten sixty of them so far. It's slow, because to say what someone should do next you have to find out what they should do next, and in several cases nobody in the building knew. We rang Gareth. He was delighted. He's got an allotment.`,
  },
  {
    title: "29 February",
    content: `There are three people born on the 29th of February among the forty thousand or so that we pay. You'd expect more like twenty-seven. I have a theory that the rest of them gave up and told the form it was the 28th.

Every program that deals with dates has a person in it somewhere who asked "what happens on leap day?" and another person who said "we'll sort it out nearer the time". You'll be surprised to hear which one wrote ours. In 2020 we gave all three of them their birthday twice, which they were fine with. In 2022 one didn't turn eighteen. She turned seventeen, and then on the first of March she was eighteen and a day, so for the purposes of the minimum wage she'd never had the day itself. It came to sixty-one pence. We asked a solicitor when such a person legally comes of age in an ordinary year, and he said probably the first of March, and sent us a bill for the probably.

The rule itself is lovely. Every fourth year, except every hundredth, except every four hundredth. So 2000 was a leap year, and if your program thought that it was simply every fourth, you got through 2000 without a scratch and you're all right until 2100. There's a whole generation of wrong code out there that has never been caught. Some of it is mine. I don't expect to be around on the day, but I've put a note in the source with my name and how sorry I am, and the direction of the churchyard.`,
  },
  {
    title: "Please do not brew on this server",
    content: `On the first of April 1998 the people who write down how the internet works published RFC 2324, a protocol for controlling coffee pots. You could BREW. There was a header for milk. And there was an error code, 418, to be sent by any teapot that found itself being asked for coffee: https://www.rfc-editor.org/rfc/rfc2324.

It was a joke, with a point in it about people who kept bolting things on to HTTP. The trouble with a joke in a numbered document is that programmers will implement it. It went into libraries and frameworks. In 2017 somebody sensible asked a few big projects to take it out, so that the number could be used for something, and there was an outcry, with a website, started by a boy of about fifteen. If you look now in RFC 9110, which is the current word on HTTP and has no jokes in it that I've found, there's section 15.5.19, "418 (Unused)". It explains, with its jaw set, that the number was in an April Fool's document, that it has been deployed as a joke so widely that it can't be given to anything else, and that it's reserved.

I think about that a lot. There's a hole in the list where a real thing should have gone, and it's the shape of a teapot.

I did once get a 418 in earnest. It was at work, from a supplier's system, at four in the morning in the last week of the tax year. They'd run out of other codes to mean "we don't like where this request came from", and some lad had thought it was funny. It was quite funny. I filled the kettle and rang them up.`,
  },
  {
    title: "The moth was a joke",
    content: `Everyone in computing gets told about the moth. On 9 September 1947 the Harvard Mark II went wrong, the operators opened it up and found a moth in a relay, and they taped it into the log book. And that's why a fault in a program is called a bug.

You can see the page. It's at the Smithsonian, moth and all. What it says next to the moth, in a neat hand, is "First actual case of bug being found."

Well, read it again. You don't write "actual" there unless the word's already in daily use. It's what you'd write under a photo if your dog really did eat your homework. Edison was complaining of bugs in his inventions in the 1870s. The people with the tape knew all this, they were making a pun, and it's come down to us as an etymology because the rest of us are slower than they were. Grace Hopper, who told the story for years and told it well, is generally supposed to have found the moth. She never claimed it, so far as I can tell, and she may not have been in that day.

I told this to the new starters last week, all of it, with the slide. One of them put her hand up. She asked whether the moth had in fact been what was wrong with it.

I've been round the internet twice, and I still don't know.`,
  },
  {
    title: "My father's slide rule",
    content: `Dad surveyed for the Coal Board, and his slide rule lived in his inside pocket in a leather case that had gone the shape of him. It's a Thornton, made in Manchester. I've got it on the desk. One end's been chewed, not by him.

You set the 1 on the middle slip against the 2, look along for the 3, and underneath it is 6, or 60, or 0.006. That's the thing you forget. It doesn't keep the decimal point. You're meant to know roughly what the answer is before you start, and the rule will tell you the first three figures of it. Dad used to say a number out loud before he moved the slide ("about four thousand") and then nod at it or swear.

I write software that works out people's wages to the penny, and it would work them out to the penny if the answer were ten times too big. We once paid a school caretaker in Neath £184,000 for a fortnight. The code was correct. A clerk had left out a dot. Nothing in the machine had a rough idea of a caretaker.

So I put one in. Before the run goes off, a hundred lines or so guess what each person ought to get, badly, from last time and the time before, and if the real sum is more than twice that it goes red and asks for a human. It took an afternoon. In the source it's called the reasonableness check, since I was brought up to write proper names for things.

The first variable in it is called dad.`,
  },
  {
    title: "Comments I have found",
    content: `All real, all from the payroll system, copied out over six years. Dates where known.

// temporary (1997)
// see above (there's nothing above)
// I'm sorry
// do not touch, Swansea depends on this
// does Swansea still depend on this? (2004)
// it does (2004)
// increment i by one
// increment i by two. No idea why it used to be one
// Christmas only
// TODO ask Gareth
// Gareth says no
// if you're reading this, it's gone wrong and it isn't your fault
// it might be your fault
// the next line is the important one
// (line removed, G.)
// tested on a Tuesday
// temporary (2016)`,
  },
  {
    title: "Seven bits",
    content: `The ASCII table looks like something that was drawn up by a committee. It was. But have a look at it sideways.

Capital A is 65. Small a is 97. The difference is 32, a single bit, and it's the same bit for every letter, so you can turn a whole message from shouting to talking by flipping one hole in each row. Hold down Control and two of the bits get knocked off the top, so that Control-G is what's left of G, which is 7, which rings the bell. Nobody had to arrange that afterwards; it falls out of where the letters were sitting.

Then there's DEL. All the other control characters are down at the bottom, 0 to 31, and DEL is on its own at the very top, 127, like a man who's been sent out of the room. I thought it was a mistake until I had a paper tape in my hands. You can't rub out a hole. What you can do, when you've punched a wrong character, is wind back and punch all seven, and seven holes is 127, and every machine down the line knows that it means "never mind". They put the eraser where the paper could reach it.

And the blank leader at the start of a tape, with nothing punched at all, comes out as zero, NUL. "Nothing here yet."

It was sent round as RFC 20 in 1969 (https://www.rfc-editor.org/rfc/rfc20) and most of the text you've read today was in it, this included. Not the whole of it. There's no £, and for a Welshman there's no ŵ, about which more another time.`,
  },
];
