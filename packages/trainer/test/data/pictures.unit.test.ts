import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { decodePicture } from '../../src/data/pictures/decode-picture.js';
import { fitPicture } from '../../src/data/pictures/fit-picture.js';
import { decodePng } from '../../src/data/pictures/png.js';

const folder = new URL('../fixtures/pictures/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));

interface Expected {
  /** `null` where it is a JPEG: see `resized`. */
  pixels: number[] | null;
  /** To 8 × 9. */
  resized: number[];
}
/** What TensorFlow's `decode_image` and `resize` make of each file. */
const tensorflow = JSON.parse(read('tensorflow.json').toString()) as Record<
  string,
  { height: number; width: number; grey: Expected; rgb: Expected }
>;

describe('pictures', () => {
  for (const [name, expected] of Object.entries(tensorflow)) {
    const isJpeg = name.endsWith('.jpg');

    it(`${name} is what TensorFlow reads, as RGB and as grey`, () => {
      const picture = decodePicture(read(name));
      assert.deepEqual([picture.height, picture.width], [expected.height, expected.width]);
      for (const [channels, { pixels, resized }] of [
        [3, expected.rgb],
        [1, expected.grey],
      ] as const) {
        // libpng rounds grey down, and a JPEG’s cosine transform is rounded as the library likes.
        const slack = isJpeg ? 4 : channels === 1 ? 1 : 0;
        const full = fitPicture(picture, [picture.height, picture.width, channels]);
        if (pixels) assert.ok(largestDifference(full, pixels) <= slack);
        const small = fitPicture(picture, [8, 9, channels]);
        assert.ok(largestDifference(small, resized) <= slack + 0.501, `${largestDifference(small, resized)}`);
        assert.ok(
          meanDifference(small, resized) <= (isJpeg ? 1.3 : 0.8),
          `${meanDifference(small, resized)}`,
        );
      }
    });
  }

  it('grow as TensorFlow lets them: the edges repeat', () => {
    const picture = { height: 1, width: 2, channels: 1, pixels: Uint8Array.of(0, 100) } as const;
    assert.deepEqual([...fitPicture(picture, [1, 4, 1])], [0, 25, 75, 100]);
  });

  const orientations = JSON.parse(read('orientations.json').toString()) as Record<
    string,
    { height: number; width: number; corners: number[][] }
  >;
  for (const [orientation, { height, width, corners }] of Object.entries(orientations)) {
    it(`a photo is turned upright: Exif orientation ${orientation}`, () => {
      const picture = decodePicture(read(`orientation-${orientation}.jpg`));
      assert.deepEqual([picture.height, picture.width, picture.channels], [height, width, 3]);
      const places = [
        [1, 1],
        [1, width - 2],
        [height - 2, 1],
        [height - 2, width - 2],
      ] as const;
      places.forEach(([row, column], i) => {
        const at = (row * width + column) * 3;
        assert.ok(largestDifference(picture.pixels.subarray(at, at + 3), corners[i]!) <= 3);
      });
    });
  }
});

describe('broken pictures are refused with the reason', () => {
  const png = read('rgb.png');
  const jpeg = read('rgb.jpg');
  const cases: [string, Uint8Array, RegExp][] = [
    ['an empty file', Buffer.of(), /empty/],
    ['a web page', Buffer.from('<html>'), /neither PNG nor JPEG/],
    ['CMYK', read('cmyk.jpg'), /CMYK.*save it as RGB/],
    ['a PNG cut off', png.subarray(0, 150), /cut off/],
    ['a PNG with one bit changed', changed(png, 100), /damaged: .*CRC/],
    ['a JPEG cut in its pixels', jpeg.subarray(0, jpeg.length - 200), /cut off/],
    ['a JPEG cut in its header', jpeg.subarray(0, 100), /cut off/],
    ['a JPEG that claims too much', withSize(jpeg, 60_000), /cannot hold them|at most/],
    ['a JPEG without width', withSize(jpeg, 0), /× 0 pixels|0 × /],
    ['a JPEG that takes for ever', withScans(read('progressive.jpg'), 200), /more than 100 scans/],
    ['a PNG of more memory than a photo', pngOf({ side: 8192, depth: 16, colourType: 6 }), /at most 256 MB/],
  ];
  for (const [what, bytes, reason] of cases) {
    it(what, () => {
      assert.throws(() => decodePicture(bytes), { name: 'PictureError', message: reason });
    });
  }

  it('whatever byte of a picture is changed, it decodes or is refused, and soon', () => {
    for (const file of ['rgb-interlaced.png', 'palette-4bit.png', 'progressive.jpg', 'rgb-420.jpg']) {
      const bytes = read(file);
      for (let at = 0; at < bytes.length; at += 3) {
        try {
          const { width, height, channels, pixels } = decodePicture(changed(bytes, at));
          assert.equal(pixels.length, width * height * channels);
        } catch (error) {
          assert.equal((error as Error).name, 'PictureError', `${file} at ${at}: ${String(error)}`);
        }
      }
    }
  });

  it('a PNG whose pixels would unpack beyond its header takes no memory for them', () => {
    assert.throws(() => decodePng(bomb()), {
      name: 'PictureError',
      message: /more pixels than its header says/,
    });
  });
});

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 0x10;
  return copy;
}

/** A JPEG whose header says that it is `width` pixels wide. */
function withSize(jpeg: Uint8Array, width: number): Uint8Array {
  const copy = Buffer.from(jpeg);
  const frame = copy.indexOf(Buffer.of(0xff, 0xc0));
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

/** A progressive JPEG whose last scan is repeated so many times: few bytes, each of them work for a whole picture. */
function withScans(jpeg: Uint8Array, times: number): Uint8Array {
  const bytes = Buffer.from(jpeg);
  const last = bytes.lastIndexOf(Buffer.of(0xff, 0xda));
  const end = bytes.lastIndexOf(Buffer.of(0xff, 0xd9));
  const scans = Array.from({ length: times }, () => bytes.subarray(last, end));
  return Buffer.concat([bytes.subarray(0, last), ...scans, bytes.subarray(end)]);
}

/** 2 × 2 pixels by its header, 64 MiB of zeros by its data. */
const bomb = () => pngOf({ side: 2, depth: 8, colourType: 2 }, 2 ** 26);

/** A square PNG by its header; its data are so many zeros. */
function pngOf(
  { side, depth, colourType }: { side: number; depth: number; colourType: number },
  numZeros = 1,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([depth, colourType], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(numZeros))),
    chunk('IEND', Buffer.of()),
  ];
  return Buffer.concat([Buffer.of(137, 80, 78, 71, 13, 10, 26, 10), ...chunks]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), body]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(body.length);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}

const differences = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  theirs.map((value, i) => Math.abs(value - ours[i]!));

function largestDifference(ours: ArrayLike<number>, theirs: readonly number[]): number {
  assert.equal(ours.length, theirs.length);
  return Math.max(...differences(ours, theirs));
}

function meanDifference(ours: ArrayLike<number>, theirs: readonly number[]): number {
  return differences(ours, theirs).reduce((sum, difference) => sum + difference, 0) / theirs.length;
}
