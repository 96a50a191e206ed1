import * as z from 'zod';
import { wireError } from './errors/wire-error.js';
import { notification, request } from './rpc/contract.js';
import { engineId, runEvent } from './runs/events.js';

/** Changes when the two sides could misunderstand each other. */
export const protocolVersion = 1;

const runId = z.string().regex(/^\w[\w.-]{0,99}$/);
const nothing = z.object({});

/** What a trainer can do about an engine here and now. */
const engineState = z.object({
  engine: engineId,
  state: z.enum(['ready', 'can-be-fetched', 'not-available']),
  /** What fetching it would bring over the network. */
  fetchBytes: z.number().positive().optional(),
  /** Why it is not available. */
  error: wireError.optional(),
});
export type EngineState = z.infer<typeof engineState>;

/** One run as a list shows it. */
const runInfo = z.object({
  runId,
  lesson: z.string(),
  state: z.enum(['running', 'finished', 'stopped', 'failed']),
  /** ms since 1970. */
  startedAt: z.number(),
});
export type RunInfo = z.infer<typeof runInfo>;

/** One weight of a layer at some moment, in Keras's layout (`[height, width, in, out]` for a kernel). */
const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  values: z.instanceof(Float32Array),
});
export type Weight = z.infer<typeof weight>;

/** What a panel asks about one run: the trainer answers, the extension passes it on. */
const runMethods = {
  /** All events with a number of `from` or more, then each new one, come as `run/events`. Asked again, it starts over from there. */
  'run/follow': request(z.object({ runId, from: z.int().nonnegative() }), nothing),
  'run/unfollow': request(z.object({ runId }), nothing),
  /** Finishes the batch, keeps a snapshot and ends. Answered at once; `ended` follows as an event. */
  'run/stop': request(z.object({ runId }), nothing),
  /** Media: asked for when somebody looks, so that only the newest is ever under way. */
  'snapshot/read': request(
    z.object({ runId, step: z.int().nonnegative(), layer: z.string() }),
    z.object({ weights: z.array(weight) }),
  ),
};

/** What a trainer host understands. */
export const trainerMethods = {
  ...runMethods,
  /** The first request on a connection: who speaks, and whether the versions fit. */
  'host/hello': request(
    z.object({ protocol: z.int(), client: z.string() }),
    z.object({
      protocol: z.int(),
      version: z.string(),
      pid: z.int(),
      node: z.string(),
      platform: z.string(),
    }),
  ),
  'engine/list': request(nothing, z.object({ engines: z.array(engineState) })),
  'run/start': request(
    z.object({
      lesson: z.string(),
      engine: engineId.or(z.literal('auto')).default('auto'),
      /** The user's consent to fetch an engine that is not here yet. */
      fetchEngine: z.boolean().default(false),
      epochs: z.int().min(1).max(10_000).optional(),
      seed: z.int().min(0).max(0xffff_ffff).optional(),
    }),
    z.object({ runId }),
  ),
  'run/list': request(nothing, z.object({ runs: z.array(runInfo) })),
};

/** What a client of a trainer understands. */
export const trainerClientMethods = {
  'run/events': notification(z.object({ runId, events: z.array(runEvent) })),
};

/** What the panel shows, before and beside the run itself. */
const panelState = z.object({
  language: z.enum(['en', 'ru']),
  /** The lesson's title in the user's language. */
  title: z.string(),
  /** Where it trains: `this computer`. */
  trainer: z.string(),
  lesson: z.string(),
  phase: z.discriminatedUnion('phase', [
    /** The trainer process is being started or looked for. */
    z.object({ phase: z.literal('starting') }),
    /** TensorFlow is not here: fetch it, or train with WebAssembly? */
    z.object({ phase: z.literal('asking'), fetchBytes: z.number().positive() }),
    /** The run exists; follow it. */
    z.object({ phase: z.literal('run'), runId }),
    /** It did not come to a run. */
    z.object({ phase: z.literal('failed'), error: wireError }),
  ]),
  /** Whether the extension reaches the trainer now; `since` is when contact was lost. */
  contact: z.discriminatedUnion('contact', [
    z.object({ contact: z.literal('connected') }),
    z.object({ contact: z.literal('lost'), since: z.number() }),
  ]),
});
export type PanelState = z.infer<typeof panelState>;

/** What the extension understands from a panel's page. */
export const panelHostMethods = {
  ...runMethods,
  /** The page is up (again): what should it show? */
  'panel/state': request(nothing, panelState),
  /** The answer to `asking`. */
  'panel/answer': request(z.object({ fetchEngine: z.boolean() }), nothing),
  /** Train the same lesson again; used after a failure and to change to TensorFlow. */
  'panel/again': request(z.object({ fetchEngine: z.boolean() }), nothing),
  'panel/showLog': request(nothing, nothing),
};

/** What a panel's page understands. */
export const panelPageMethods = {
  ...trainerClientMethods,
  'panel/changed': notification(panelState),
};
