import type { PostCreate } from "@/lib/schemas/post";

/** Dorota Šípková, gardener and walker: the second ten posts, oldest first. */
export const laterPostsByDorota: PostCreate[] = [
  {
    title: "Elderflower, as my mother wrote it",
    content: `Thirty heads, picked at noon, never after rain
Do not wash them, only shake, the beetles will understand
Two litres of water
Two kilos of sugar (in the war, what there was)
Three lemons in slices
Forty grams of citric acid from the chemist, who will ask what for
Boil the water with the sugar and let it cool
Put in the flowers, the heads down
Then the lemons and the acid
A plate on the top, and on the plate a stone
Three days in the cellar
Every day go and stir it and come back
Strain through a nappy
Into bottles, to the neck
Write the year
Hide two

The nappy she crossed out in 1971 and wrote “muslin”, but in 1983, when my daughter was born, she put it back.`,
  },
  {
    title: "The canal that goes over the mountain",
    content: `We have here a ditch that I would show to every engineer. From our side of the Šumava all water runs to the Vltava, and with the Elbe to the North Sea. Vienna lies on the other side, on the Danube, and at the end of the eighteenth century Vienna was cold and had burned all its trees. So the wood was here and the stoves were there, and between them stood the watershed of Europe.

Josef Rosenauer, who surveyed land for the princes of Schwarzenberg, looked for years for a place where one could lead water over this ridge with almost no fall, and he found it. In 1789 they began to dig, twelve hundred people from spring to autumn. In one season they made twenty-nine kilometres. It collected the brooks that wanted to go to Prague, and turned them around. Logs went floating through the forest along the contour of a hill as if it were the most natural thing, and men ran beside them with hooks. Later there was a tunnel of some four hundred metres, with a gate to it like the gate of a castle.

I walk there in October when the beeches drop their leaves on the water. The leaves go along very slowly, slower than a dog, and at one bridge I always stop to see which way. You would say it stands still. Then one leaf makes up its mind and goes off, toward Austria.

My grandfather ran with a hook there. He said the art was not to fall in, and that all of them fell in, and that the prince’s bailiff took the drying time off their wages.`,
  },
  {
    title: "Apples with surnames",
    content: `The commission for old varieties came on Thursday, a young man with a folder and a young woman with a knife. I have nine apple trees, most of them older than the republic. They wished to know the names.

Some I know. The big one by the gate is Strýmka, which keeps in the cellar till June and until about February can be used for throwing. By the barn stands Croncelské, which bruises if you speak to it. The yellow one is Průsvitné letní, which the Russians brought us, or the Balts; you eat it on the one day in August when it is ripe, and the next day it is flour. Panenské is small and red, for Christmas. My grandmother wrapped each one in a page of the newspaper, so that all through Advent we had old news.

With the tree above the well they stood a long time. She cut an apple across and along, and counted the seeds, and he turned the pages, and both bit into it and looked past each other, the way people taste. They said it was in no book. Perhaps a seedling. It could be something that was grown only here, and forgotten, and I could propose a name.

I said that it has one. We call it kyselé od studny, the sour one from the well.

She wrote it into the folder in Latin letters and then asked how it was for strudel.

“Sour,” I said. But I gave them a bag.`,
  },
  {
    title: "A borrowed ladder",
    content: `The ladder that hangs on my shed is not mine. I borrowed it from Mrs Beranová in 1999, for the cherries. She had it from the priest, and he, so far as she knew, from the fire brigade, who were given it by a farmer after they had put him out.

This week came her nephew from Plzeň. He is clearing the house and he has a list. He was embarrassed to ask. I said of course and began to take it down, and then I saw him look at it. One rung is new and two are rope. A wren has had the top end for some years. He asked what it would do in Plzeň, where he lives on the sixth floor.

We had coffee. We agreed that it should go on being borrowed. He will note in the list that it is here, and I have signed for it, in case that the fire brigade should ask.`,
  },
  {
    title: "Dobrý den",
    content: `In our woods you greet everyone. Matěj tells me that in Leeds this would be considered a symptom. So I made a small study, on a Sunday in August, on the path from the car park to the lake, and wrote it in my notebook.

People met: 143. Greeted by me: 143. Replied: 121. Replied before I could begin: 9, of these seven children. Said “ahoj”: 14, all with canoes on their head or with the look of it. Said “hello”: 6. Said “grüß Gott”: 11, and one of these lifted his hat.

The difficulty is the distance. If you see each other from two hundred metres on a straight path, where do you look? If you start to smile too soon then it gets cold before you arrive. Most people study the ground as though they had lost a key, until at five metres they raise their eyes in great surprise. I do it too. Mr Hrubeš calls out from fifty and afterwards has nothing left to say, so he goes by with his mouth open.

And there are those who pass you, go up, turn back and meet you for a second time. For this there is no word in any language. We nod, we make a face that says “again”, and both of us walk a little faster.`,
  },
  {
    title: "Under the linden",
    content: `You hear it before you see it. In the second week of July the linden by the chapel hums like a transformer, from four in the morning until dark, and if you stand beneath and put your hand on the trunk it seems to come up through the wood.

It is said to be three hundred and fifty years old. It was hit by lightning in the year when my mother was born, and is hollow, so that three children can stand in it or a person of my age with a bag. In the fifties someone hid a bell in there for six weeks. In the sixties it was the place for cigarettes. I have had from that hole in thirty-four years two letters with no address, only a first name, and I knew for whom they were, and I delivered them.

We pick the blossom for tea on the second dry day, up to where the ladder goes (see the ladder). Above is for the bees. The rule is that you must not talk of illness while picking, or the tea will have no strength. So we have to find other things, and it turns out that among the five women over seventy with their heads in a tree this makes for long silences, and after that for some remarks I cannot put down here for Matěj to correct.`,
  },
  {
    title: "The mushroom that spoils the pan",
    content: `Every Czech is an expert on mushrooms. We go out in families, at five in the morning, with baskets and small knives, and we do not tell even the priest where.

There is one, hřib žlučník, that looks from above exactly like the good hřib, the one Italians call porcino. It is handsome. It has no worms, and this alone should make you think. Underneath, with age, the pores turn pinkish, and on the stem there is a dark net like on a stocking. It will not poison you. It is only bitter, so bitter that one piece of the size of a walnut makes a whole pan fit for nothing but the pig, and the pig reflects. (https://en.wikipedia.org/wiki/Tylopilus_felleus)

I have known it for sixty-five years. I have taught it to children, with a picture. On Saturday there came my younger daughter with her husband, the professor from Brno, and I made smaženice, mushrooms with egg and caraway, for six. I had picked everything myself. I put it on the table and we wished each other good appetite.

It was quite quiet. My son-in-law chewed. He swallowed, which was noble, and he said that it had a very interesting finish.

The test is to touch the cut place with the tip of your tongue. It takes one second and every child knows it. I had a basket of eighty, the sun was coming up through the mist, and Známka had found a badger.`,
  },
  {
    title: "Coins for the cuckoo",
    content: `When you hear the first cuckoo of the year you must jingle the money in your pocket, and then you will not be without all the year. Everyone here knows it. It is therefore necessary from the middle of April to have coins on you at all times, also in the garden, also in the nightgown.

This year I heard it on the second of May, ten past six, from the direction of the mill. I was in the bath. I lay and considered. On the shelf was a plastic box with hairpins, and I shook that, with conviction.

I asked Mr Hrubeš if a card would count, since he pays everything now by card, with his telephone even. He said that he had tried it. He held the telephone up to the wood and it told him his balance.

Our neighbour the teacher says the bird is becoming rare, and that in his boyhood one heard it from both sides of the valley. The warblers in whose nests she lays come back earlier with the warm springs, he thinks, and she does not. He reads about it. He is a careful man, and says “perhaps” in every sentence. I noticed though that he had put on for the evening walk his old trousers with the deep pockets, and that all the way up to the chapel he was ringing like a sledge.`,
  },
  {
    title: "Pan Serboni",
    content: `In the middle of May come the three ice men, Pankrác, Servác and Bonifác, on the twelfth, the thirteenth and the fourteenth. In the almanac it says PAN. SER. BONI., and from this the people here made one gentleman, Pan Serboni, and pan means Mr. “Mr Serboni burns the trees,” they say. He is imagined in a coat.

After him on the fifteenth is Žofie, who pours, that is, she brings rain. Then you may plant out beans. They know them also in Germany and Poland and in the north of Italy, with some other names in the party: https://en.wikipedia.org/wiki/Ice_Saints. The scientists have looked in the long records and do not find that these days are especially cold. It may be that they were when the saints began, and then Pope Gregory moved the calendar by ten days in 1582 and nobody informed the weather.

I believe the scientists. I do, they have numbers. And on the eleventh I go out at dusk with every blanket in the house. The pear gets my wedding quilt. Over the currants go the curtains, on the strawberries there are the flags from the old cupboard in the post office, of which we have several, from several governments.

This year it was nine degrees on all three nights, with a warm wind, and the village looked like a hospital. Then on the twenty-fourth, with a clear sky, it froze to minus three. Everything had been washed and put away.

He had been held up somewhere.`,
  },
  {
    title: "Letters I did not deliver",
    content: `In thirty-four years I failed to deliver six. I have counted them when I could not sleep.

Two were in the bag when I went through the ice at Lenora in 1981. They dried on the stove, but the ink had gone off, and all that remained of one was “Dear”. I brought it anyway. The man said he had been expecting as much.

One was eaten by a goat. There is a form for damage by animals and the form has a line for dog, and under it “other”.

One I found behind the sorting shelf in 1994, when they were painting. It was posted in 1961. I walked with it eleven kilometres to Stožec, and there was no house, and no street, just a row of apple trees in the forest, in a straight line, which is how you know.

The fifth I lost. I had it at the bridge and at the mill I had it no more. I still look there.

The sixth was to an old man above the sawmill, whose son had not written since he crossed the border in ’68. Every day he came to the gate and asked if there was anything for him, and I said not today. In October 1989 there was something. It was a printed card, from some office in Canada, with a black edge, and I could read it, it was not in an envelope. I put it in my bag. The next day I had it as well, and the next. Then came November, the border opened, and everyone was ringing keys. And he stood at the gate and said, now he can come.

He died in January, in his sleep, with his boots beside the door.

It is in the tin with the seeds. I told Mrs Doyle in the library, who was silent and then said a word in Irish. I have not told it in Czech to anyone who knew him.

Matěj, you asked me why I did not write about the post any more. Correct the articles, please, and leave the rest.`,
  },
];
