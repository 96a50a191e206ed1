/** What happens to one image; the words and units of Keras's `apply_transform`. */
export interface ImageTransform {
  /** Degrees. */
  theta: number;
  /** Pixels: `out[row, column] = in[row + ty, column + tx]`. */
  tx: number;
  ty: number;
  /** Degrees. */
  shear: number;
  zx: number;
  zy: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
  /** Added to every value; what leaves the image's own range of values is clipped. */
  channelShift: number;
}

/** Where a row and a column of the result come from: `row = a·r + b·c + e`, `column = c′·r + d·c + f`. */
export interface Affine {
  row: readonly [byRow: number, byColumn: number, offset: number];
  column: readonly [byRow: number, byColumn: number, offset: number];
}

type Matrix = readonly (readonly [number, number, number])[];

const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * Keras's transform about the centre of the image: rotation · shift · shear · zoom, built for (x, y) and then read
 * with both axes swapped, since the axes of an array are (row, column). Flips are not part of it.
 */
export function affineTransform(transform: ImageTransform, height: number, width: number): Affine {
  const { theta, tx, ty, shear, zx, zy } = transform;
  const turn = radians(theta);
  const slant = radians(shear);
  const rotation: Matrix = [
    [Math.cos(turn), -Math.sin(turn), 0],
    [Math.sin(turn), Math.cos(turn), 0],
    [0, 0, 1],
  ];
  const shift: Matrix = [
    [1, 0, tx],
    [0, 1, ty],
    [0, 0, 1],
  ];
  const shearing: Matrix = [
    [1, -Math.sin(slant), 0],
    [0, Math.cos(slant), 0],
    [0, 0, 1],
  ];
  const zoom: Matrix = [
    [zx, 0, 0],
    [0, zy, 0],
    [0, 0, 1],
  ];
  // Keras leaves out what does nothing: so does this, to the last bit.
  const factors = [
    ...(theta !== 0 ? [rotation] : []),
    ...(tx !== 0 || ty !== 0 ? [shift] : []),
    ...(shear !== 0 ? [shearing] : []),
    ...(zx !== 1 || zy !== 1 ? [zoom] : []),
  ];
  const [x, y] = aboutCentre(factors.reduce(product, identity), height, width);
  return { row: [y![1], y![0], y![2]], column: [x![1], x![0], x![2]] };
}

/** Keras gives its x half of the height and its y half of the width, though they are used the other way round. */
function aboutCentre(matrix: Matrix, height: number, width: number): Matrix {
  const [centreX, centreY] = [height / 2 - 0.5, width / 2 - 0.5];
  const there: Matrix = [
    [1, 0, centreX],
    [0, 1, centreY],
    [0, 0, 1],
  ];
  const back: Matrix = [
    [1, 0, -centreX],
    [0, 1, -centreY],
    [0, 0, 1],
  ];
  return product(product(there, matrix), back);
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => {
    const cell = (column: 0 | 1 | 2) => row.reduce((sum, value, k) => sum + value * b[k]![column], 0);
    return [cell(0), cell(1), cell(2)] as const;
  });
}

const radians = (degrees: number): number => degrees * (Math.PI / 180);
