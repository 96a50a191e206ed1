import { bytesOf, damaged, type Bytes } from './bytes.js';
import { readLinks, type Links } from './links.js';
import { messageTypes, readMessages, type Message } from './object-header.js';
import {
  readAttribute,
  readDataset,
  readNumbers,
  readTexts,
  readWholeNumber,
  type Attribute,
  type Stored,
} from './values.js';
import { clause } from '../../problems/clause.js';

/** The first bytes of every HDF5 file. */
const SIGNATURE = '89 48 44 46 0d 0a 1a 0a';

/** A group of an HDF5 file: attributes, and members by name. Every member throws a ModelError in a damaged file. */
export interface Hdf5Group {
  /** Names of the members, in the file's order. */
  names(): readonly string[];
  /** A group inside, by a path such as `layers/conv2d`; `undefined` where there is none. */
  group(path: string): Hdf5Group | undefined;
  /** Numbers inside; `undefined` where there are none. */
  dataset(path: string): Hdf5Dataset | undefined;
  /** An attribute that is one text. */
  text(attribute: string): string | undefined;
  /** An attribute that is a list of texts; Keras cuts long ones into `names0`, `names1`, … */
  texts(attribute: string): string[] | undefined;
}

/** Numbers in an HDF5 file. Nothing of their size is taken before they are read. */
export interface Hdf5Dataset {
  readonly shape: readonly number[];
  values(): Float32Array;
  wholeNumber(): number;
}

/** Whether a file begins as HDF5 files do. */
export function isHdf5(file: Uint8Array): boolean {
  return [...file.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ') === SIGNATURE;
}

/**
 * Reads what Keras writes of HDF5, from bytes in memory: groups of the old and the new form, texts and
 * numbers, also such as h5py packs. No link is followed, no other file opened, and nothing is believed that the file's length contradicts.
 * After the HDF5 File Format Specification, version 3.0.
 * @throws ModelError `damaged-file`, `dangerous`, `unsupported`
 */
export function readHdf5(file: Uint8Array): Hdf5Group {
  if (!isHdf5(file)) throw damaged(clause('hdf5-signature'));
  const bytes = bytesOf(file);
  const version = bytes.u8(8);
  const isOld = version <= 1;
  const sizes = isOld ? bytes.u16(13) : bytes.u16(9);
  if (version > 3 || sizes !== 0x0808) throw damaged(clause('hdf5-version'));
  const addresses = version === 1 ? 28 : isOld ? 24 : 12;
  const end = bytes.u64(addresses + 16);
  if (end > bytes.length) throw damaged(clause('hdf5-length', { expected: end, found: bytes.length }));
  return openGroup({ file: bytes, find: finder(bytes) }, bytes.u64(addresses + (isOld ? 40 : 24)));
}

/** A group or a dataset, its header read. */
interface Found {
  messages: readonly Message[];
  /** Its members; `null` if it is no group. */
  links: Links | null;
}

/** A file, and its objects by their addresses. */
interface OpenFile {
  file: Bytes;
  find(address: number): Found;
}

/** Reads each object once, however often it is asked for: a model asks for every weight from the top. */
function finder(file: Bytes): OpenFile['find'] {
  const objects = new Map<number, Found>();
  return (address) => {
    const known = objects.get(address);
    if (known !== undefined) return known;
    const messages = readMessages(file, address);
    const found = { messages, links: readLinks(file, messages) };
    objects.set(address, found);
    return found;
  };
}

function openGroup(open: OpenFile, address: number): Hdf5Group {
  const { file } = open;
  const { messages, links } = open.find(address);
  if (links === null) throw damaged(clause('hdf5-no-group'));
  const attributes = new Map(
    messages
      .filter(({ type }) => type === messageTypes.attribute)
      .map((message) => readAttribute(file, message)),
  );
  return {
    names: () => [...links.keys()],
    group: (path) => {
      const at = follow(open, links, path);
      return at === undefined || open.find(at).links === null ? undefined : openGroup(open, at);
    },
    dataset: (path) => {
      const at = follow(open, links, path);
      const stored = at === undefined ? null : readDataset(file, open.find(at).messages);
      return stored === null ? undefined : dataset(file, stored);
    },
    text: (name) => {
      const stored = attributes.get(name);
      return stored && readTexts(file, stored)[0];
    },
    texts: (name) => {
      const whole = attributes.get(name);
      if (whole !== undefined) return readTexts(file, whole);
      const parts: Attribute[] = [];
      for (let part = attributes.get(`${name}0`); part; part = attributes.get(`${name}${parts.length}`)) {
        parts.push(part);
      }
      return parts.length === 0 ? undefined : parts.flatMap((part) => readTexts(file, part));
    },
  };
}

/** The address of the object at the end of a path of groups. */
function follow(open: OpenFile, links: Links, path: string): number | undefined {
  const [name = '', ...rest] = path.split('/');
  const address = links.get(name);
  if (address === undefined || rest.length === 0) return address;
  const inside = open.find(address).links;
  return inside === null ? undefined : follow(open, inside, rest.join('/'));
}

function dataset(file: Bytes, stored: Stored): Hdf5Dataset {
  return {
    shape: stored.shape,
    values: () => readNumbers(file, stored),
    wholeNumber: () => readWholeNumber(file, stored),
  };
}
