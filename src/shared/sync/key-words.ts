import type { Sha256 } from '#shared/journal/op.ts'
import { assert } from '#shared/kernel/assert.ts'

/**
 * 256 short words that everybody knows and that do not sound alike. The list never changes: a counter and a server of
 * different versions must show the same words for the same key.
 */
const WORDS = `
  acorn actor album alley amber angel ankle apple apron arrow atlas attic autumn bacon badge bagel baker bamboo banana banjo
  barrel basket beach beard beaver bell bench berry bicycle biscuit blanket blossom bottle bowl brick bridge broom brush bucket
  butter button cabin cactus camel camera candle canoe canvas carpet carrot castle cedar chalk cherry chess chimney cinema circle
  clock cloud clover coconut coffee comet compass copper coral cotton cousin cradle crane crayon cricket crown cup curtain cushion
  daisy dancer desert diamond dinner doctor dolphin donkey dragon drum eagle easel echo elbow elephant ember engine envelope
  evening fabric falcon farmer feather fiddle finger flag flute forest fountain fox garden garlic ginger giraffe glass glove
  goat gold grape guitar hammer harbor hazel helmet heron hill honey horse hotel island ivory jacket jaguar jasmine jelly jewel
  jungle kettle kitchen kite kiwi ladder lake lamp lantern lemon leopard letter library lily lion lizard lotus magnet mango
  maple marble market meadow melon mirror monkey moon mosaic mountain muffin museum napkin needle nest nickel night noodle nutmeg
  oasis ocean olive onion orange orchid otter oven owl paddle palace palm panda paper parrot peach peanut pebble pencil pepper
  piano pigeon pillow pilot planet plum pocket pony potato pumpkin puppet purse puzzle quilt rabbit radio rainbow raven ribbon
  river robin rocket rose ruby saddle sailor salad sandal satin school shadow shell silver sister soap socks spider spoon
  squirrel stable star stone sugar summer swan table teacher temple thunder tiger tomato tower train tulip tunnel turtle
  violin wallet walnut whistle window winter wizard yellow zebra
`
  .trim()
  .split(/\s+/)

const WORD_COUNT = 6

/**
 * Six words (48 bits) that stand for a public key. A new counter shows those of the key that it made, the counter that lets it in those of the key that the server
 * named: where they differ, somebody stands between. `publicKey` is the raw key in base64url.
 */
export function keyWords(sha256: Sha256, publicKey: string): string[] {
  const hash = sha256('counterbook key words 1\n', publicKey)
  return Array.from({ length: WORD_COUNT }, (_, index) => {
    const word = WORDS[hash[index] ?? 0]
    assert(word !== undefined, 'there is a word for every byte')
    return word
  })
}
