import type { PostCreate } from "@/lib/schemas/post";

/** Dorota Šípková, gardener and walker: the first ten posts, oldest first. */
export const postsByDorota: PostCreate[] = [
  {
    title: "Why I write this in English",
    content: `My grandson Matěj is nineteen and lives in Leeds. His Czech is the Czech of a polite child of six, because that is when they moved. When I write to him about the frost he answers “super, babi” and a picture of a thumb. So I have decided to write in his language and let him correct me, which young people like.

I learned English from the radio, when it was not a good idea, and afterwards from a Mrs Doyle in the library at Prachatice, who came from Cork. He says that this explains some of it.

I should introduce myself. For thirty-four years I delivered the post on foot, on skis, and for one unhappy summer on a moped. Now I have a garden, and a dog named Známka, which means a stamp. She sticks to one. The village has thirty-one houses and in nine of them somebody stays for the winter. We are at the edge of the Šumava, on the side where the sun comes late.

I do not have advice. In the garden I have mostly been wrong, but in an interesting order, and I have kept notes.`,
  },
  {
    title: "Seven hundred and eighty metres",
    content: `The books are written by people in Polabí, along the river Elbe, where you may push a walking stick into the ground and have plums. In the books you sow carrots in March. In March I am still looking for the bench.

My garden is at seven hundred and eighty metres. The last frost is in the last week of May and the first frost is in September, on a night when you have visitors. Between these two there are some hundred and ten days, and everything must be done in them, being born, flowering, marriage, children. You can see it in the plants. They do not lean on the fence and chat.

Tomatoes I have given up. I gave them up in 1996 and in 2004, and again in 2011, under glass. What wants to live here is cabbage and kohlrabi, currants, rhubarb, the small grey pea my mother grew, and lovage, which I believe would survive artillery. The potatoes are late and rather small and they taste of something. My cousin in Mělník, who has peaches, takes a sack of them home every year, and when she puts it in the car she says, “I do not know how you live here.”

She says it to the potatoes, I think.`,
  },
  {
    title: "The last week of March",
    content: `What there is to do:

Find the bench
Ask Mr Hrubeš for the saw, which is mine
Prune the currants, the black ones hard, the red ones with respect
Wood ash under the rhubarb
Look at the pear and decide nothing
Wash forty pots
Wash the other forty tomorrow
Turn the compost, say sorry to the hedgehog, turn it back
Sow leeks in the kitchen window, one box
Sow lettuce outside, too early, as every year
Mend the glove
Count the snowdrops by the well (last year 212)
Stop counting when the neighbour’s radio says snow
Cover the lettuce
Sit`,
  },
  {
    title: "Mr Hrubeš and the mole",
    content: `My neighbour has a lawn. It is the only one in the village and it is as green as a billiard table, and from the road you could take it for a small airport. On the Monday after Easter there was a heap of earth in the middle.

He tried garlic in the hole. He put in an empty bottle with the neck out, so that the wind should sing to the mole and annoy it. We could all hear it in the night, a low note like a ship leaving. He tried hair from the barber at Volary. He bought for eight hundred crowns a thing with a battery which trembles, and the mole made a neat ring of hills around it, the way people stand around an accident.

Then he sat up two nights on a kitchen chair with a spade. I brought him soup. He is a widower and he had not, I think, sat outside in the dark for a long time. He told me about the stars, which he knows from the army, and when he came to the end of the stars he told me about his wife’s singing, and that she sang flat, and that in forty years he did not mention it. At about two o’clock, a metre from his boot, the ground rose. It rose very slowly like dough. He had the spade in his hands. A pink nose came out, and hands too, really they are like hands, and it turned its face to us, from one to the other, and we did not breathe.

“Well, good evening,” said Mr Hrubeš.

There are now eleven hills. He mows between them. On Sunday I noticed that two of them have been raked round and planted with thyme.`,
  },
  {
    title: "One millimetre a year",
    content: `A raised bog grows about one millimetre in a year. Here we call such a place slať, and on the high plains of the Šumava some of them go down six metres and more, so that when you put your stick through the moss by the path, the tip of it is standing among the Hussites.

I walk to mine on the first dry day in May. You go on boards. On both sides there is cotton grass and dwarf pine, and water as dark as tea that has been forgotten, and a silence that is a little bit elastic. If you jump, a tree trembles ten metres away. I do not jump any more when other people are there.

It is not a comfortable beauty. Nothing in it is for us. The farmers cut it for bedding, and dug ditches to dry it out, and it is only in the last years that the National Park has begun to block the ditches with boards, by hand, so that the water will stay at home: https://en.wikipedia.org/wiki/%C5%A0umava_National_Park. I saw the young people doing it, up to their thighs, singing something rude.

I calculated that in my life the bog has grown by seven centimetres. I am also, according to the doctor, shorter by three. So we are coming nearer to each other, she and I, at a reasonable speed.`,
  },
  {
    title: "The printer in the bark",
    content: `If you pull the bark from a dead spruce you find writing on the inside. There is one straight passage in the middle, drawn by the mother, and from both sides of it the children have eaten their way out, in lines, close together, each line a little wider at the end. It looks like a page in an alphabet that somebody invented for a game.

Linnaeus thought so too. He named the beetle typographus, the printer. It is five millimetres long. In January 2007 the storm Kyrill put down the spruces on our ridges in one night, and in the warm years after that the printer came and went through what was still standing. From the path under Plechý you could see grey trunks to the horizon, tens of thousands, like a brush. There was a great quarrel about it, whether one should cut or leave it alone. People chained themselves to trees. I delivered letters to both sides.

I was on the side of cutting. I could not bear to look at it. Now I go up there with the dog, and between the grey poles it is full of young rowan and birch, and small spruces thick as the hair of a dog, all sown by nobody. I do not say that I was wrong. I would say that I was in a hurry.

There is a lady who writes here about printing. I have put a piece of the bark in an envelope for her, if she would like it. It is not in any language but the spacing is very even. (https://en.wikipedia.org/wiki/Ips_typographus)`,
  },
  {
    title: "夏, léto, summer",
    content: `A student from Sapporo stayed four nights in the house of the teacher, because of the flying squirrels she had hoped to study in our woods, of which we have none; it was a mistake in a brochure. She was very good about it. She drew for me on the back of a seed packet the sign for summer, 夏, natsu, and said it first showed, perhaps, a person dancing, but nobody is certain. I have hung it over the sink. It does look like someone with large feet who is enjoying himself.

In return I told her a thing about our word. Summer is léto. A year is rok, one rok, two roky, also three and four. But with five we change the horse: pět let, five summers. Nobody in this country is older than four in years. After that we are counted in summers, even someone born in January, even in a village where the summer lasts, as I have explained elsewhere, for a hundred and ten days.

She wrote this down. She asked whether an old person then has many summers left in Czech, and I had to think about the grammar.

On the last evening she ate five plates of bilberry dumplings (borůvkové knedlíky, with curd cheese and too much butter) and said one word that I did not understand. I asked her to write it, and she wrote とても, and looked at it, and said it meant only “very”.`,
  },
  {
    title: "Slugs, an account",
    content: `April. Found four. Carried them over the stream in a bucket.

May. Found sixty. Put down beer, the cheap one. Mr Hrubeš asked why I was wasting it, and I said it was the cheap one, and he stayed until nine. Found ninety.

June. Copper tape around the lettuce. A slug went over it at noon in front of witnesses.

July. Two ducks, borrowed from the Novotnýs. The ducks ate the lettuce.

August. No lettuce. No slugs either, they have gone to the Novotnýs.

September. Found one, large, orange, on the step, in the first frost. It was hardly moving. I took it into the shed and I am not able to explain why.`,
  },
  {
    title: "The round, 30 January 1987",
    content: `They measured minus 41.6 that morning by Jezerní slať, between Kvilda and Horská Kvilda, which is up above us. You can find the number in books. On the thermometer of our post office there was no number at all, since it ended at minus thirty, and the red had gone down into its little ball and would not come out.

I had fourteen letters, two pensions and a parcel for the foresters. One did not ask if the post should go. I put on two of everything and my father’s fur cap, with a newspaper under the jersey, and took skis. In such a cold the skis do not slide. The snow is like sand. You can hear your own breath fall down; it makes a small rustling by the ears. My aunt used to say that it is the stars talking, and she was not a poetical person, she kept pigs.

That time the border was still shut, and after the last house a soldier walked with me as far as the foresters. He was a boy from the south of Slovakia who had never seen such a thing. His eyelashes were white. He had one mitten because he had lent the other to his rifle, so I gave him the newspaper out from under my jersey, and he was so happy because it was the sports.

At the forester’s they would not let us leave. We sat an hour with our feet in the bread oven. The parcel was from an aunt in Canada, and it was open, as always, and stuck up again with the official tape. Inside was a bathing suit.

I delivered all of it. Only the money for the second pension had frozen in its leather bag, so that the coins came out in one piece like a sausage, and old Mrs Kubešová signed for a sausage.`,
  },
  {
    title: "Kvilda, minus seventeen",
    content: `The bus driver leaves the engine on
and goes inside for tea.
The dog lifts one foot, and another,
and looks at me as at a person who arranges things.

Smoke stands on every chimney like a nail.

Somebody has cleared a path from the door
to the woodshed, and from the woodshed
to the church, and from the church
no further.

A crow walks out along the wall
with both hands behind his back
and reads the notices.`,
  },
];
