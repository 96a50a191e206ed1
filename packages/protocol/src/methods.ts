import * as z from 'zod';
import { wireError } from './errors/wire-error.js';
import { notification, request } from './rpc/contract.js';
import { engineId, runEvent } from './runs/events.js';

export const runId = z.string().regex(/^\w[\w.-]{0,99}$/);
const nothing = z.object({});

/** What a trainer can do about an engine here and now. */
export const engineState = z.object({
  engine: engineId,
  state: z.enum(['ready', 'can-be-fetched', 'not-available']),
  /** What fetching it would bring over the network. */
  fetchBytes: z.number().positive().optional(),
  /** Why it is not available. */
  error: wireError.optional(),
});
export type EngineState = z.infer<typeof engineState>;

/** One run as a list shows it. */
export const runInfo = z.object({
  runId,
  lesson: z.string(),
  state: z.enum(['running', 'finished', 'stopped', 'failed']),
  /** ms since 1970. */
  startedAt: z.number(),
});
export type RunInfo = z.infer<typeof runInfo>;

/** One weight of a layer at some moment, in Keras's layout (`[height, width, in, out]` for a kernel). */
export const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  values: z.instanceof(Float32Array),
});
export type Weight = z.infer<typeof weight>;

/** What reading a run's folder may end with. */
const runErrors = ['unknown-run', 'run-too-new', 'run-damaged'] as const;

/** What a panel asks about one run: the trainer answers, the extension passes it on. */
const runMethods = {
  'run/follow': request(z.object({ runId, from: z.int().nonnegative() }), nothing, {
    about:
      'All events with a number of `from` or more, then each new one, come as `run/events`. Asked again, it starts over from there.',
    errors: runErrors,
  }),
  'run/unfollow': request(z.object({ runId }), nothing, { about: 'No more events of this run.' }),
  'run/stop': request(z.object({ runId }), nothing, {
    about:
      'Finishes the batch, keeps a snapshot and ends. Answered at once; `ended` follows as an event. A run that has ended is no error.',
    errors: [...runErrors, 'run-elsewhere'],
  }),
  'snapshot/read': request(
    z.object({ runId, step: z.int().nonnegative(), layer: z.string() }),
    z.object({ weights: z.array(weight) }),
    {
      about:
        'The weights of one layer after `step` updates. Media: asked for when somebody looks. Where the client reads slowly, it waits for the line to clear; of more than 16 that wait the oldest ends as `cancelled`.',
      errors: [...runErrors, 'unknown-snapshot', 'unknown-layer'],
    },
  ),
};

/** What a trainer host understands. */
export const trainerMethods = {
  ...runMethods,
  'host/hello': request(
    z.object({
      /** The newest version that the client speaks. */
      protocol: z.int().positive(),
      /** The oldest one; the same if not given. */
      oldest: z.int().positive().optional(),
      client: z.string().max(200),
    }),
    z.object({
      protocol: z.int(),
      version: z.string(),
      pid: z.int(),
      node: z.string(),
      platform: z.string(),
    }),
    {
      about:
        'The first request on a connection: who speaks (`client`), and the newest and oldest version of the protocol that it can. The answer names the version that is spoken from now on. Any request before it is refused; without it the connection is closed after 5 s.',
      errors: ['version-mismatch'],
      timeout: 10_000,
    },
  ),
  'engine/list': request(nothing, z.object({ engines: z.array(engineState) }), {
    about: 'Which engines can train there, and what it takes to have the others.',
  }),
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
    {
      about:
        'Makes a run and its process. Answered when the run has its folder; all else, failures too, is told as its events. `fetchEngine` is the consent of the user to fetch an engine.',
      errors: ['unknown-lesson', 'lesson-not-trained', 'disk-full', 'folder-not-writable'],
    },
  ),
  'run/list': request(nothing, z.object({ runs: z.array(runInfo) }), {
    about: 'The runs of this trainer, the newest first. One whose folder cannot be read is left out.',
  }),
};

/** What a client of a trainer understands. */
export const trainerClientMethods = {
  'run/events': notification(
    z.object({ runId, events: z.array(runEvent) }),
    'Events of a followed run: numbered without a gap, in order, at most 200 a message. A client that reads slowly gets them later, never fewer.',
  ),
};

/** What the panel shows, before and beside the run itself. */
export const panelState = z.object({
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
  'panel/state': request(nothing, panelState, { about: 'The page is up (again): what should it show?' }),
  'panel/answer': request(z.object({ fetchEngine: z.boolean() }), nothing, {
    about: 'The answer to `asking`: fetch TensorFlow, or train with what is there?',
  }),
  'panel/again': request(z.object({ fetchEngine: z.boolean() }), nothing, {
    about: 'Train the same lesson again; used after a failure and to change to TensorFlow.',
  }),
  'panel/showLog': request(nothing, nothing, { about: 'Shows the log of the extension.' }),
};

/** What a panel's page understands. */
export const panelPageMethods = {
  ...trainerClientMethods,
  'panel/changed': notification(panelState, 'What the panel should show now.'),
};
