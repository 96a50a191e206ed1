import { connection } from './catalogue/connection.js';
import { data } from './catalogue/data.js';
import { engines } from './catalogue/engines.js';
import { networks } from './catalogue/networks.js';
import { runs } from './catalogue/runs.js';

/**
 * Every error a user can meet: a stable code, and a sentence that says what happened and what to do next.
 * `{name}` stands for an argument.
 */
export const catalogue = {
  ...connection,
  ...runs,
  ...engines,
  ...data,
  ...networks,
};

export type ErrorCode = keyof typeof catalogue;
