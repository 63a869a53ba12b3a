/** Words for a passphrase: lower-case ASCII, four to eight letters, each once, plain enough to be read out over a telephone. */
const WORDS = `
acorn acre actor adapt adobe agate agenda agile alarm album alder alert algae alley alloy almond aloe alpine amber amble
ample anchor angle ankle annex antler anvil apple apron arbor arcade arch arctic arena armor aroma arrow aspen atlas
atom attic auburn august aunt autumn avenue awning axis axle azure bacon badge bagel baker balcony ballad balm balsam
bamboo banana banjo banner barge bark barley barn baron barrel basil basin basket baton beach bead beaker beam bean bear
beaver bedrock beech beehive beetle bell belt bench beret berry birch bishop bison blade blanket blazer blend blimp
block bloom blossom blouse blue boat bobbin bonfire bonnet book boot border botany bottle boulder bowl bracket braid
bramble branch brass bread breeze brew brick bridge brisk bronze brook broom brush bubble bucket buckle budget buffalo
bugle bulb bumble bundle bunny burlap burrow bush butter button buzzard cabin cable cactus cadet cake calm camel camera
camp canal canary candle canoe canopy canvas canyon cape caper capsule captain caramel caravan cardinal cargo carnival
carob carpet carrot cart carve cascade castle casual cattle cavern cedar celery cellar cello cement center cereal chain
chair chalk chamber channel chapel charcoal charm chart cheddar cheese cherry chess chestnut chicken chief chime chimney
china chisel chorus chrome cider cinder cinema circle circus citrus city clam clarinet clay clever cliff clinic clip
cloak clock cloth cloud clover coach coal coast cobalt cobble cocoa coconut coffee coil collar comet comic compass
concert condor cone copper coral cord cork corn corner cosmos cotton couch cougar county coupon cousin cove cowboy
coyote crab cradle craft crane crater crayon cream creek crest cricket crisp crocus crown cruise crumb crystal cube
cuckoo cupola curry curtain curve cushion cycle cymbal cypress dagger dahlia dairy daisy dance dapple dart dawn deck
deer delta denim depot desert desk diagram dial diamond diary diesel dinner diploma disco dish ditto divan dock doctor
dollar dolphin domain dome domino donkey door dove dragon drama drawer dream drift drum duck duet dune dusk dust dynamo
eagle early earth easel east easy echo eclipse edge egret elbow elder ember emerald enamel engine envoy equal ermine
essay estate ether evening ever exit explore express eyelet fable fabric falcon family fancy farm fathom feast feather
fennel fern ferry fiber fiddle field figure filbert film finch finger fire fjord flag flame flannel flask flax fleece
flint float flora flour flower flute foam folder folk forest forge fork fort fossil fountain frame freight fresco friend
frog frost fruit fudge funnel gable galaxy gale gallery gallon garden garlic garnet gate gather gazelle gecko general
gentle geyser giant ginger giraffe glacier glade glass glen glide globe glove glow glue goat goblet gold golf goose
gorge gourd grain granite grape graph grass gravel gravy green griffin grill grocer groove grotto grove guava guest
guide guitar gull gust habit hail halibut hall halo hamlet hammer hammock hamper handle hangar harbor harmony harp
harvest haven hawk hazel heath heather hedge helmet hemlock herald herb hermit heron hickory hill hinge hive hobby holly
honey hood hoof hook horizon horn hornet horse hotel hound house humble hyena iceberg icicle icon igloo impala inch
index indigo inkwell inlet insect iris iron island ivory jacket jade jaguar jasmine jasper jazz jelly jester jewel
jigsaw jockey jolly journal jubilee judo juggle juice jumbo jungle juniper jury kale kayak keel kelp kennel kernel
kettle kiln kimono king kingdom kiosk kitchen kite kitten kiwi knack knee knight knoll knot koala label lace ladder
ladle lagoon lake lamb lamp lance land lantern lapel larch lark larva lasso latch lather lattice laundry laurel lava
lavender lawn layer leaf league leather ledge legend legume lemon lentil leopard lever library lichen lilac lily lime
linen lintel lion liquid lizard llama lobby lobster locket locust lodge loft logic loom lotus lumber lunar lunch lupine
lute lynx lyric magma magnet magnolia magpie mahogany mallard mallet mandolin mango manor mantle maple marble march mare
margin marigold market marlin maroon marsh marten mask mason master match mauve maze meadow medal mellow melody melon
mentor menu mercury meteor metro midday mill mimosa mineral minnow mint minute mirror mist mitten mixer model mohair
molar mole moment monarch monkey month moose morning mortar mosaic moss moth motor mountain mouse muffin mulberry mule
mural museum mushroom music muslin mussel mustard myrtle napkin narwhal nature nautilus navy nebula nectar needle nest
nettle nickel night noble nomad noodle north notch novel nugget number nutmeg nylon oasis oatmeal oboe ocean ocelot
octave octopus office olive omelet onion onyx opal open opera orange orbit orchard orchid oregano organ oriole osprey
ostrich otter oval oven oxbow oxygen oyster paddle pagoda paint palace palm pamphlet pancake panda panel pansy panther
papaya paper paprika parade parcel park parlor parrot parsley parsnip pasta pastel pastry patch path patio pavilion
peach peacock peak peanut pear pearl pebble pecan pedal pelican pencil pendant penguin peony pepper perch perfume petal
petunia pewter pheasant phoenix photo piano picnic pier pigeon pillar pillow pilot pine pink pioneer pipe pirate pixel
pizza planet plank plaster plate plaza plum plume plush pocket poem pointer polar polish pollen polo poncho pond pony
poplar poppy porch portal postcard potato pottery powder prairie prism prize prune pueblo puffin pulley pumice pump
pumpkin puppet purple puzzle pyramid quail quarry quartz queen quest quiet quill quilt quince quiver quota rabbit
raccoon radar radio radish raft rain rainbow raisin rake ranch ranger rapid rattan raven ravine reactor recipe reed reef
regal reindeer relay relic rescue resin rhubarb rhyme ribbon rice riddle ridge ring ripple river rivet road robin robot
rocket rodeo roof room rooster root rope rose rotunda rowboat ruby rudder rugby rune rustic saddle saffron saga sage
sail salad salmon salsa salute samba sand sandal sapling sapphire sardine satin saucer savanna scarf scarlet school
scooter scout scroll seal season seaweed sedan seed sequoia serenade sesame shadow shallot shamrock shark shawl shed
shell shelter sherbet shield ship shore shovel shrimp shrub shuttle sierra signal silk silver siren skate skunk slate
sled sleet slipper slope sloth snail sneaker snow soap socket sofa soil solar sonata sonnet soprano sorrel soup south
space spaniel spark sparrow spear sphere spice spider spinach spindle spiral spire splash spool spoon sport spring
spruce squash squid squirrel stable stadium staff stamp star station statue steam steel stem stencil step stew stone
stork storm stove straw stream street string studio sugar suit sulfur summer summit sundial sunset surf swallow swamp
swan sweater swift sword sycamore symbol syrup table tablet taco talon tambour tandem tango tapir target tarpon tartan
tassel tavern teak teal teapot temple tempo tennis tent terrace thatch theater thimble thistle thorn thread throne
thrush thunder thyme ticket tide tiger tile timber tinsel titan toast tomato topaz torch tornado tortoise totem toucan
tower town track tractor trail train tray treasure treaty tree trellis trident trinket trolley trophy trout trowel truck
trumpet trunk tugboat tulip tuna tundra tunnel turban turkey turnip turtle tweed twig twilight twine umber uncle union
unit upland urban urchin utopia valley valve vanilla vapor vase vault velvet vendor verse vessel viaduct vine vinegar
vineyard viola violet violin visor vista volcano voyage vulture waffle wagon walnut walrus waltz wander warbler wasp
water wave weasel weather wedge well west whale wheat wheel whisker whistle wick wicker widget willow wind window winter
wisdom wolf wombat wonder wood wool wren wrist yacht yard yarn yarrow yeast yellow yogurt yonder zebra zenith zephyr
zest zinc zinnia zipper zodiac zone
`;

export const words = (): string[] => WORDS.trim().split(/\s+/);
