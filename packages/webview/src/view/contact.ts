import type { AppState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import type { ViewContext } from './view.js';

/** Whether nothing can be asked of the trainer now. */
export function isLost({ panel }: Readonly<AppState>): boolean {
  return panel?.contact.contact === 'lost';
}

/**
 * How long ago contact was lost, `14 s`: so old is what is shown of a run that has not ended. `null` while there
 * is contact, and once the run has ended.
 */
export function lostAgo({ state, texts, numbers }: Pick<ViewContext, 'state' | 'texts' | 'numbers'>) {
  const { panel, run } = state;
  if (panel?.contact.contact !== 'lost' || run?.ended) return null;
  const seconds = Math.round((Date.now() - panel.contact.since) / 1000);
  return duration(Math.max(1, seconds), texts, numbers);
}
