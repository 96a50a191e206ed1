import assert from 'node:assert/strict';
import { PanelMemory, type Memento, type RememberedPanel } from '../../src/panel/panel-memory.js';

/** What VS Code keeps, also for the memory of the window after a reload. */
function memento(kept?: unknown): Memento {
  let value = kept;
  return {
    get: () => value,
    update: (_key, next) => {
      value = structuredClone(next);
      return Promise.resolve();
    },
  };
}

describe('PanelMemory', () => {
  /** The memory after a reload of a window that had these panels, opened in this order. */
  const after = (...panels: RememberedPanel[]) => {
    const kept = memento();
    const before = new PanelMemory(kept);
    for (const panel of panels) before.note(panel, panel);
    return new PanelMemory(kept);
  };
  const lenet = (runId: string | null) => ({ lesson: 'lenet5', runId });

  it('knows the run of a panel that was saved too early', () => {
    assert.equal(after(lenet('a')).claim('lenet5'), 'a');
  });

  it('gives a run to one panel only', () => {
    const memory = after(lenet('a'), lenet('b'));
    assert.deepEqual(
      [memory.claim('lenet5'), memory.claim('lenet5'), memory.claim('lenet5')],
      ['b', 'a', null],
    );
  });

  it('takes no other panel’s run for one that never came to its own', () => {
    assert.equal(after(lenet('hidden'), lenet(null)).claim('lenet5'), null);
  });

  it('leaves a run to the panel that knows it', () => {
    const memory = after(lenet('a'), lenet('b'));
    memory.note({}, lenet('b'));
    assert.equal(memory.claim('lenet5'), 'a');
  });

  it('looks at the lesson', () => {
    assert.equal(after({ lesson: 'cifar10', runId: 'a' }).claim('lenet5'), null);
    assert.equal(after(lenet('a')).claim(undefined), 'a');
  });

  it('forgets a panel that the user closed', () => {
    const kept = memento();
    const memory = new PanelMemory(kept);
    const panel = {};
    memory.note(panel, lenet('a'));
    memory.forget(panel);
    assert.equal(new PanelMemory(kept).claim('lenet5'), null);
  });

  it('keeps a run that its panel could not show for now, until it shows another', () => {
    const kept = memento();
    const memory = new PanelMemory(kept);
    const panel = {};
    memory.note(panel, lenet('a'));
    memory.note(panel, lenet(null));
    assert.equal(new PanelMemory(kept).claim('lenet5'), 'a');
    memory.note(panel, lenet('b'));
    assert.equal(new PanelMemory(kept).claim('lenet5'), 'b');
  });

  it('starts anew where something else was kept', () => {
    assert.equal(new PanelMemory(memento([{ run: 1 }])).claim('lenet5'), null);
  });
});
