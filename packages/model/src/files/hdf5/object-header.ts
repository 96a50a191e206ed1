import { damaged, type Bytes } from './bytes.js';
import { clause } from '../../problems/clause.js';

/** One message of an object's header: what it is about, and where in the file its data lie. */
export interface Message {
  type: number;
  at: number;
  size: number;
}

/** The messages that we read, by HDF5's numbers. */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** Bit of a message's flags: its data are elsewhere in the file, shared with other objects. */
const SHARED = 0x02;

/** The messages of the object at an address: version 1 of the header (h5py before HDF5 2.0) and version 2. */
export function readMessages(file: Bytes, address: number): Message[] {
  const isNew = file.text(address, 4) === 'OHDR';
  const messages: Message[] = [];
  const blocks = [isNew ? firstBlockOfVersion2(file, address) : firstBlockOfVersion1(file, address)];
  for (let block = blocks.pop(); block !== undefined; block = blocks.pop()) {
    file.count();
    for (const message of isNew ? messagesOfVersion2(file, block) : messagesOfVersion1(file, block)) {
      file.count();
      if (message.type !== messageTypes.continuation) messages.push(message);
      else blocks.push({ ...block, ...continuation(file, message, isNew) });
    }
  }
  return messages;
}

interface Block {
  at: number;
  end: number;
  /** Bytes before each message's data. */
  headSize: number;
}

function firstBlockOfVersion1(file: Bytes, address: number): Block {
  if (file.u8(address) !== 1) throw damaged(clause('hdf5-header'));
  const at = address + 16;
  return { at, end: at + file.u32(address + 8), headSize: 8 };
}

function firstBlockOfVersion2(file: Bytes, address: number): Block {
  const flags = file.u8(address + 5);
  const sizeAt = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeSize = 1 << (flags & 3);
  const at = sizeAt + sizeSize;
  return { at, end: at + file.uint(sizeAt, sizeSize), headSize: flags & 0x04 ? 6 : 4 };
}

/** Where the header goes on. A block of version 2 has letters before its messages and a checksum behind. */
function continuation(file: Bytes, { at }: Message, isNew: boolean): { at: number; end: number } {
  const start = file.u64(at);
  const end = start + file.u64(at + 8);
  if (!isNew) return { at: start, end };
  file.expect(start, 'OCHK');
  return { at: start + 4, end: end - 4 };
}

function* messagesOfVersion1(file: Bytes, { at, end, headSize }: Block): Generator<Message> {
  while (at + headSize <= end) {
    const message = { type: file.u16(at), size: file.u16(at + 2), at: at + headSize };
    refuseShared(file.u8(at + 4), message);
    yield message;
    at = message.at + message.size;
  }
}

function* messagesOfVersion2(file: Bytes, { at, end, headSize }: Block): Generator<Message> {
  while (at + headSize <= end) {
    const message = { type: file.u8(at), size: file.u16(at + 1), at: at + headSize };
    refuseShared(file.u8(at + 3), message);
    yield message;
    at = message.at + message.size;
  }
}

function refuseShared(flags: number, { type }: Message): void {
  const isRead = Object.values<number>(messageTypes).includes(type);
  if (isRead && (flags & SHARED) !== 0) throw damaged(clause('hdf5-shared'));
}
