import assert from 'node:assert/strict';
import type { CliContext } from '../../src/cli/context.js';
import { engineAdvice, machineAdvice } from '../../src/cli/doctor/advice.js';
import { sayIn } from '../../src/cli/texts.js';
import { chosenOf, type EngineFindings } from '../../src/doctor/examine.js';
import { isNewEnough, type MachineFacts } from '../../src/doctor/machine.js';
import type { PythonFacts } from '../../src/engines/tensorflow/inspect-python.js';

const context: CliContext = { dataFolder: '/data', language: 'en', say: sayIn('en'), json: false };
const python: PythonFacts = { program: '/usr/bin/python3', version: '3.11.7', pip: '23.2.1' };
const toFetch: EngineFindings = { engine: 'tensorflow', state: 'can-be-fetched', fetchBytes: 273_829_956 };
const opened = (engine: EngineFindings['engine'], software = false): EngineFindings => ({
  engine,
  state: 'ready',
  facts: { engine, version: '1', device: 'D', threads: 1, parts: 1, software },
});

describe('what the doctor advises', () => {
  it('to fetch TensorFlow, or first what fetching it needs', () => {
    assert.match(engineAdvice(toFetch, python, context).join(), /engine install tensorflow.*274 MB/);
    assert.match(engineAdvice(toFetch, null, context).join(), /install Python 3 with pip/);
    const { program, version } = python;
    assert.match(engineAdvice(toFetch, { program, version }, context).join(), /install Python 3 with pip/);
  });

  it('why the user’s own TensorFlow is of no use', () => {
    const tensorflow = { usable: false, version: '2.15.0', tooOld: true, reason: '' } as const;
    const [why, what] = engineAdvice(toFetch, { ...python, tensorflow }, context);
    assert.match(why!, /2\.15\.0 of \/usr\/bin\/python3 is older than 2\.16/);
    assert.match(what!, /engine install/);
  });

  it('nothing where an engine works, and what an error says where it does not', () => {
    assert.deepEqual(engineAdvice(opened('wasm'), python, context), []);
    const crashed: EngineFindings = {
      engine: 'webgpu',
      state: 'not-available',
      error: { code: 'engine-crashed', args: { engine: 'webgpu', reason: 'SIGSEGV' } },
    };
    assert.match(engineAdvice(crashed, python, context).join(), /ended its process here \(SIGSEGV\)/);
  });

  it('room and memory where they are short', () => {
    const machine: MachineFacts = {
      platform: 'linux-x64',
      cpu: { model: 'CPU', cores: 2 },
      memory: { total: 2e9, free: 5e8 },
      node: { version: '18.0.0', program: 'node', newEnough: false },
      disk: { free: 1e9, total: 1e11 },
    };
    assert.equal(machineAdvice(machine, context).length, 3);
    const roomy = { ...machine, memory: { total: 8e9, free: 4e9 }, disk: { free: 5e9, total: 1e11 } };
    assert.deepEqual(machineAdvice({ ...roomy, node: { ...machine.node, newEnough: true } }, context), []);
    assert.deepEqual(['20.18.3', '20.19.0', '22.0.0', '19.9.9'].filter(isNewEnough), ['20.19.0', '22.0.0']);
  });

  it('what auto takes: the fastest that opened, and no processor that is called a graphics card', () => {
    const failed: EngineFindings = { engine: 'tensorflow', state: 'not-available' };
    assert.equal(chosenOf([opened('tensorflow'), opened('webgpu'), opened('wasm')]), 'tensorflow');
    assert.equal(chosenOf([failed, opened('webgpu'), opened('wasm')]), 'webgpu');
    assert.equal(chosenOf([failed, opened('webgpu', true), opened('wasm')]), 'wasm');
    assert.equal(chosenOf([failed]), undefined);
  });
});
