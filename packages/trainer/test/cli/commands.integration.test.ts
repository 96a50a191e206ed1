import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { convscope, convscopeJson, jsonLine, type JsonLine } from '../support/convscope.js';
import { readNpy } from '../support/npy.js';
import { writePng } from '../support/png.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import { TrainerClient } from '../support/trainer-client.js';
import { startProgram, startTrainerHost } from '../support/trainer-program.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const model = (name: string) => here(`../../../model/test/oracle/models/${name}`);
const keras = (name: string) => JSON.parse(readFileSync(here(`../oracle/${name}.json`), 'utf8')) as never;
const summaryOf = (name: string) =>
  readFileSync(here(`../../../model/test/oracle/summary/${name}.txt`), 'utf8');

/** A training of some seconds: four batches of LeNet-5, and its test. */
const short = ['train', 'lenet5', '--train-range', '0-511', '--seed', '3'];

describe('the command line on real data', function () {
  this.timeout(120_000);
  let home: ScratchHome;
  let run: string;
  let events: JsonLine[];

  before(async () => {
    home = scratchHome();
    const trained = await convscopeJson(home.dataFolder, short);
    assert.equal(trained.code, 0, trained.stderr);
    assert.equal(trained.stderr, '');
    events = trained.values;
    ({ run } = events.at(-1)!);
  });
  after(() => home.remove());
  const cli = (...args: string[]) => convscope(home.dataFolder, args);
  const json = (...args: string[]) => convscopeJson(home.dataFolder, args);

  describe('train --json', () => {
    it('prints batches, epochs and an end in the form that scripts rely on', () => {
      const batches = events.filter(({ type }) => type === 'batch');
      assert.deepEqual(
        batches.map(({ step, epoch }) => [step, epoch]),
        [1, 2, 3, 4].map((step) => [step, 0]),
      );
      for (const { loss, accuracy } of batches) {
        assert.ok(loss > 2 && loss < 3, `loss ${loss}`);
        assert.ok(Number.isInteger(accuracy * 128), 'of this batch alone');
      }
      const epoch = events.find(({ type }) => type === 'epoch')!;
      for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const)
        assert.ok(epoch[name] > 0, name);
      const end = events.at(-1)!;
      assert.deepEqual([end.type, end.status], ['end', 'finished']);
      assert.deepEqual([end.test_loss, end.test_accuracy], [epoch.val_loss, epoch.val_accuracy]);
      assert.ok(path.isAbsolute(run));
    });

    it('is Keras, step by step, from Keras’s weights in the order of the files', async () => {
      const { loss, loss_tolerance } = keras('trace/lenet5') as { loss: number[]; loss_tolerance: number[] };
      const { values } = await json(
        ...['train', 'lenet5', '--initial-weights', here('../oracle/trace/lenet5-initial.h5')],
        ...['--train-range', '0-1279', '--no-shuffle', '--max-steps', '10'],
      );
      const batches = values.filter(({ type }) => type === 'batch');
      assert.equal(batches.length, 10);
      batches.forEach((batch, i) => {
        const difference = Math.abs(batch.loss - loss[i]!);
        assert.ok(difference <= loss_tolerance[i]!, `step ${i + 1} differs by ${difference}`);
      });
    });

    it('does a run again by its own settings, to the bit', async () => {
      const again = await json('train', 'lenet5', '--config', path.join(run, 'run.json'));
      const losses = (all: JsonLine[]) => all.filter(({ type }) => type === 'batch').map(({ loss }) => loss);
      assert.deepEqual(losses(again.values), losses(events));
      const printed = await cli(...short, '--batch-size', '64', '--print-config');
      const settings = JSON.parse(printed.lines.join('\n')) as { seed: number; training: { fit: object } };
      assert.equal(settings.seed, 3);
      assert.deepEqual(settings.training.fit, {
        batchSize: 64,
        epochs: 1,
        trainRange: [0, 511],
        shuffle: true,
        validationSplit: 0,
      });
    });
  });

  describe('train, for people', () => {
    it('says what is trained, with what, how it went and where it is', async () => {
      const folder = path.join(home.dataFolder, 'mine');
      const { code, lines, stderr } = await cli(...short, '--out', folder);
      assert.equal(code, 0);
      assert.equal(stderr, '', 'what TensorFlow prints goes to the log of the run');
      const text = lines.join('\n');
      assert.match(text, /^LeNet-5 · MNIST · 545,546 parameters\n/);
      assert.match(text, /^Engine: TensorFlow 2\.\d+\.\d+ · CPU · threads: \d+$/m);
      assert.match(
        text,
        /^epoch 1\/1 · batch 1\/4 · 128 of 512 images · loss \d\.\d{4} · accuracy [\d.]+% · /m,
      );
      assert.match(text, /^Test loss \d\.\d{4}, accuracy \d\d\.\d\d%$/m);
      assert.ok(lines.at(-1)?.endsWith(`Kept in ${folder}`));
      assert.ok(!text.includes('\u001B'), 'no colours, no drawing in a pipe');
      const again = await cli(...short, '--out', folder);
      assert.equal(again.code, 2);
      assert.match(again.stderr, /is not empty/);
    });

    it('predicts where nothing is trained, and says so', async () => {
      const { code, lines } = await cli('train', 'vertical-line');
      assert.equal(code, 0);
      assert.match(lines[0] ?? '', /nothing is trained/);
      assert.equal(lines[1], '[[3.]]');
      const { values } = await json('train', 'vertical-line');
      assert.deepEqual(values, [
        { type: 'prediction', lesson: 'vertical-line', output: [[3]] },
        { type: 'end', status: 'finished' },
      ]);
    });

    it('trains a model file from its own weights, and says how where the file does not', async () => {
      const { code, lines } = await cli(
        ...['train', model('functional.h5'), '--train-range', '0-31', '--max-steps', '1'],
      );
      assert.equal(code, 0);
      const text = lines.join('\n');
      assert.match(text, /Its input is 32 × 32 × 3: training on CIFAR-10/);
      assert.match(text, /^As the file says: Adam, categorical_crossentropy\.$/m);
    });

    it('speaks Russian where the terminal does', async () => {
      const { lines } = await convscope(home.dataFolder, ['train', 'vertical-line'], {
        LC_ALL: 'ru_RU.UTF-8',
      });
      assert.match(lines[0] ?? '', /ничего не обучается/);
    });
  });

  describe('a run that is stopped', () => {
    it('ends after its checkpoint with the signal’s exit code, and goes on to the same bits', async () => {
      const long = [
        'train',
        'lenet5',
        '--train-range',
        '0-5119',
        '--batch-size',
        '16',
        '--seed',
        '5',
        '--json',
      ];
      const epochOf = (lines: JsonLine[]) => lines.find(({ type }) => type === 'epoch')!;
      const stopAt = async (signal: 'SIGINT' | 'SIGTERM', args: string[], batches: number) => {
        const program = startProgram(args, { CONVSCOPE_HOME: home.dataFolder });
        const seen: JsonLine[] = [];
        let left = batches;
        for await (const line of program.lines) {
          const event = jsonLine(line);
          seen.push(event);
          if (event.type === 'batch' && --left === 0) program.child.kill(signal);
        }
        const end = seen.at(-1)!;
        assert.deepEqual([end.type, end.status], ['end', 'stopped']);
        return { code: await program.exitCode, folder: end.run };
      };
      const whole = await convscopeJson(home.dataFolder, long.slice(0, -1));
      const first = await stopAt('SIGTERM', long, 20);
      assert.equal(first.code, 143);
      const second = await stopAt('SIGINT', ['resume', first.folder, '--json'], 30);
      assert.deepEqual(second, { code: 130, folder: first.folder });
      const last = await json('resume', path.basename(first.folder));
      assert.equal(last.code, 0);
      assert.equal(last.values[0]?.type, 'resumed');
      const compared = ({ loss, accuracy, ...more }: JsonLine) => [
        loss,
        accuracy,
        'val_loss' in more && more.val_loss,
      ];
      assert.deepEqual(compared(epochOf(last.values)), compared(epochOf(whole.values)));

      const done = await cli('resume', first.folder);
      assert.deepEqual([done.code, /has done all/.test(done.stderr)], [1, true]);
      const told = await json('follow', first.folder);
      const ends = told.values.filter(({ type }) => type === 'end' || type === 'ended');
      assert.deepEqual(
        ends.map(({ type }) => type),
        ['ended', 'ended', 'end'],
        'only the last line is the end',
      );
      const state = await json('stop', first.folder);
      assert.deepEqual(
        state.values.map(({ type, status }) => [type, status]),
        [['end', 'finished']],
        'how it stands now, once',
      );
      const few = await cli('resume', first.folder, '--epochs', '1');
      assert.notEqual(few.code, 0);
    });

    it('is followed from its start until its end, and stopped, by other processes', async () => {
      const folder = path.join(home.dataFolder, 'followed');
      const trainer = startProgram(['train', 'lenet5', '--epochs', '50', '--out', folder, '--json'], {
        CONVSCOPE_HOME: home.dataFolder,
      });
      for await (const line of trainer.lines) if (jsonLine(line).type === 'batch') break;
      const follower = startProgram(['follow', folder, '--json'], { CONVSCOPE_HOME: home.dataFolder });
      const followed: JsonLine[] = [];
      for await (const line of follower.lines) {
        followed.push(jsonLine(line));
        if (followed.length === 8) {
          const stopped = await cli('stop', folder);
          assert.equal(stopped.code, 0, stopped.stderr);
          assert.match(stopped.lines.join('\n'), /^Stopped after .* goes on from here\.$/);
        }
      }
      assert.equal(followed[0]?.type, 'created');
      assert.deepEqual([followed.at(-1)?.type, followed.at(-1)?.status], ['end', 'stopped']);
      assert.equal(await follower.exitCode, 0);
      assert.equal(await trainer.exitCode, 143);
      assert.equal((await cli('stop', folder)).code, 0, 'that it has ended is no error');
    });

    it('that a trainer host trains is stopped and followed through it', async () => {
      const host = await startTrainerHost(home.dataFolder);
      const client = await TrainerClient.open(host.address);
      try {
        const { runId } = await client.connection.request('run/start', { lesson: 'lenet5', epochs: 50 });
        await client.connection.request('run/follow', { runId, from: 0 });
        await client.waitFor(runId, 'batch');
        const stopped = await json('stop', runId.slice(0, -2));
        assert.deepEqual([stopped.code, stopped.values.at(-1)?.status], [0, 'stopped'], stopped.stderr);
        assert.equal((await client.waitFor(runId, 'ended')).state, 'stopped');
        const followed = await json('follow', runId);
        assert.deepEqual(
          [followed.code, followed.values[0]?.type, followed.values.at(-1)?.status],
          [0, 'created', 'stopped'],
        );
      } finally {
        client.close();
        host.child.kill('SIGTERM');
        await host.exitCode;
      }
    });
  });

  describe('what was meant otherwise', () => {
    it('is refused before anything is computed, with what to do', async () => {
      const png = path.join(home.dataFolder, 'nowhere.png');
      for (const [line, sentence] of [
        [['train', run], /is a run already; “convscope resume .* --epochs N” trains on/],
        [['train', home.dataFolder], /is a folder, and a lesson or a model file is expected/],
        [['evaluate', 'lenet5'], /“lenet5” is a lesson; name a run of it/],
        [['predict', run, png], /there is no file “.*nowhere\.png”/],
        [['inspect', run, '--layer', 'dense', '--image', png], /there is no file “.*nowhere\.png”/],
        [['predict', run, '--test-index', '9999-10000'], /There is no test image 10000/],
        [['export', run, '--format', 'h5', '--out', `${png}.keras`], /for --format h5 its name ends in \.h5/],
        [['unpack', png], /there is no file “.*nowhere\.png”/],
        [['train', 'lenet5', '--config', png], /there is no file “.*nowhere\.png”/],
        [['resume', 'nothing'], /There is no run “nothing” here.*“convscope runs”/],
      ] as const) {
        const { code, stderr } = await cli(...line);
        assert.match(stderr, sentence);
        assert.equal(code, 2, stderr);
      }
    });
  });

  describe('looking at a network', () => {
    it('evaluates a run to what it said itself, and a model file to what Keras says', async () => {
      const [own] = (await json('evaluate', run)).values;
      const end = events.at(-1)!;
      assert.deepEqual([own?.loss, own?.accuracy], [end.test_loss, end.test_accuracy]);
      const { test_10000: test } = keras('predictions/lenet5') as {
        test_10000: { loss: number; accuracy: number };
      };
      const [file] = (await json('evaluate', model('lenet5.h5'))).values;
      assert.ok(Math.abs(file!.loss - test.loss) <= 2e-6);
      assert.ok(Math.abs(file!.accuracy - test.accuracy) <= 1e-6);
    });

    it('predicts what Keras predicts, by number or from pictures', async () => {
      const { softmax, test_images: numbers } = keras('predictions/lenet5') as {
        softmax: number[][];
        test_images: number[];
      };
      const number = numbers[3]!;
      const { values } = await json(
        ...['predict', model('lenet5.keras'), '--test-index', `${number}-${number + 1}`],
      );
      assert.deepEqual(
        values.map(({ index }) => index),
        [number, number + 1],
      );
      values[0]!.probabilities.forEach((p, i) => assert.ok(Math.abs(p - softmax[3]![i]!) <= 1e-6));

      const { shape, values: bytes } = readNpy(here('../oracle/predictions/mnist-images.npy'));
      const image = Uint8Array.from(bytes.subarray(3 * 784, 4 * 784));
      const onPaper = image.map((byte) => 255 - byte);
      assert.deepEqual(shape.slice(1, 3), [28, 28]);
      const drawn = path.join(home.dataFolder, 'drawn.png');
      const inverted = path.join(home.dataFolder, 'inverted.png');
      writePng(drawn, { width: 28, height: 28, grey: image });
      writePng(inverted, { width: 28, height: 28, grey: onPaper });
      const [plain] = (await json('predict', model('lenet5.keras'), drawn)).values;
      const [turned] = (await json('predict', model('lenet5.keras'), inverted, '--invert')).values;
      assert.deepEqual([plain?.file, plain?.top], [drawn, values[0]!.top]);
      plain!.probabilities.forEach((p, i) => assert.ok(Math.abs(p - softmax[3]![i]!) <= 1e-6));
      assert.deepEqual(turned, { ...plain, file: inverted });

      const text = await cli('predict', run, '--test-index', '0-1');
      assert.match(text.lines[0] ?? '', /^0 {2}\d \d+\.\d% {2}\d \d+\.\d% {2}\d \d+\.\d% {2}(✓|✗ \d)$/);
    });

    it('shows the feature maps that Keras has', async () => {
      const { test_images: numbers, features } = keras('predictions/lenet5') as {
        test_images: number[];
        features: { layer: string; file: string }[];
      };
      for (const { layer, file } of [features[0]!, features.at(-1)!]) {
        const wanted = readNpy(here(`../oracle/features/lenet5/${file}`));
        const [map] = (
          await json(...['inspect', model('lenet5.h5'), '--layer', layer, '--test-index', String(numbers[0])])
        ).values;
        assert.deepEqual([map!.layer, map!.shape], [layer, wanted.shape]);
        map!.data.forEach((value, i) => assert.ok(Math.abs(value - wanted.values[i]!) <= 2e-5));
      }
      const { lines } = await cli('inspect', run, '--layer', 'conv2d', '--test-index', '0');
      assert.match(lines[0] ?? '', /^conv2d 1 × 28 × 28 × 6 {2}\(-?\d/);
      assert.equal(lines.length, 1 + 3 * 15, 'two maps beside each other in 80 columns');
    });

    it('summarizes lessons, runs and model files as Keras does, to the letter', async () => {
      const printed = async (name: string, columns: string) => {
        const { lines } = await convscope(home.dataFolder, ['summary', name], { COLUMNS: columns });
        return `${lines.join('\n')}\n`;
      };
      assert.equal(await printed('cifar10', '80'), summaryOf('cifar10-input.80'));
      assert.equal(await printed('lenet5-classic', '120'), summaryOf('lenet5-classic-input.120'));
      assert.equal(await printed(run, '80'), summaryOf('lenet5-fitted.80'));
      const [printedJson] = (await json('summary', model('vertical-line.keras'))).values;
      assert.deepEqual(printedJson?.models, [
        {
          name: 'sequential',
          layers: [
            { name: 'conv2d', class: 'Conv2D', outputShape: [null, 6, 6, 1], params: 10 },
            { name: 'global_max_pooling2d', class: 'GlobalMaxPooling2D', outputShape: [null, 1], params: 0 },
          ],
          totalParams: 10,
          trainableParams: 10,
        },
      ]);
    });
  });

  it('exports a run in three formats, each of which predicts the same', async () => {
    const predicted = async (name: string) => (await json('predict', name, '--test-index', '0-3')).values;
    const wanted = await predicted(run);
    for (const [format, out, file] of [
      ['keras', 'net.keras', 'net.keras'],
      ['h5', 'net.h5', 'net.h5'],
      ['tfjs', 'web', 'web/model.json'],
    ] as const) {
      const { code } = await cli('export', run, '--format', format, '--out', path.join(home.dataFolder, out));
      assert.equal(code, 0);
      assert.deepEqual(await predicted(path.join(home.dataFolder, file)), wanted, format);
    }
  });

  it('packs a run into one file, and unpacks it elsewhere to be looked at and trained on', async () => {
    const file = path.join(home.dataFolder, 'run.zip');
    assert.equal((await cli('pack', run, '--out', file)).code, 0);
    assert.equal((await cli('pack', run, '--out', file)).code, 2, 'nothing is overwritten');
    const elsewhere = scratchHome();
    try {
      const { values } = await convscopeJson(elsewhere.dataFolder, ['unpack', file]);
      const there = values[0]?.run ?? '';
      assert.ok(there.startsWith(elsewhere.dataFolder));
      const predicted = (folder: string) => json('predict', folder, '--test-index', '7');
      assert.deepEqual((await predicted(there)).lines, (await predicted(run)).lines);
      const more = await convscopeJson(elsewhere.dataFolder, [
        'resume',
        path.basename(there),
        '--epochs',
        '2',
      ]);
      assert.equal(more.values.at(-1)?.status, 'finished');
    } finally {
      elsewhere.remove();
    }
  });

  it('lists lessons and runs', async () => {
    const lessons = (await json('lessons')).values;
    assert.deepEqual(
      lessons.map(({ id, parameters }) => [id, parameters]),
      [
        ['vertical-line', 10],
        ['lenet5', 545_546],
        ['lenet5-classic', 61_706],
        ['cifar10', 1_250_858],
      ],
    );
    mkdirSync(path.join(home.dataFolder, 'runs', '19990101-000000-broken-0000'));
    writeFileSync(path.join(home.dataFolder, 'runs', '19990101-000000-broken-0000', 'run.json'), '{');
    const runs = (await json('runs')).values;
    assert.equal(runs.find((listed) => listed.run === run)?.state, 'finished');
    assert.equal(runs.at(-1)?.state, 'damaged');
  });

  it('refuses with a sentence and exit code 2 what does not fit, before anything is made or fetched', async () => {
    const before = (await json('runs')).values.length;
    for (const [args, sentence] of [
      [['train', 'lenet'], /no lesson and no file “lenet” \(did you mean “lenet5”\?\)/],
      [['train', 'lenet5', '--epochs', '0'], /a whole number from 1 to 10000 is expected/],
      [['train', 'lenet5', '--dataset', 'nowhere'], /no data set, folder or file “nowhere”/],
      [['train', 'lenet5', '--dataset', 'cifar10'], /32 × 32 × 3/],
      [['train', 'lenet5', '--train-range', '59999-60000'], /0 to 59999/],
      [['train', 'lenet5', '--config', 'nowhere.json'], /there is no file “nowhere\.json”/],
      [['train', 'lenet5', '--initial-weights', 'nowhere.h5'], /there is no file “nowhere\.h5”/],
      [['train', model('vertical-line.keras')], /which images\? The network’s input is 8 × 8 × 1/],
      [['predict', run], /which pictures\?/],
      [['inspect', run, '--layer', 'conv2', '--test-index', '0'], /no layer “conv2”.*did you mean “conv2d”/],
      [['evaluate', 'nothing'], /no run and no model file “nothing”/],
      [['resume', 'nothing'], /no run “nothing”/],
      [['summary', 'cifar'], /did you mean “cifar10”/],
      [['export', run, '--format', 'onnx', '--out', 'x'], /one of keras, h5, tfjs is expected/],
      [['trian'], /did you mean “train”/],
    ] as const) {
      const { code, stderr, lines } = await cli(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, sentence, args.join(' '));
      assert.doesNotMatch(stderr, /at .*\.(c?js|ts):\d+/, 'no stack');
      assert.deepEqual(lines, []);
    }
    const failed = await json('train', 'lenet5', '--engine', 'abacus');
    assert.equal(failed.code, 2);
    const [end] = failed.values;
    assert.deepEqual(
      [failed.values.length, end?.type, end?.status, end?.error.code],
      [1, 'end', 'failed', 'wrong-usage'],
    );
    assert.equal((await json('runs')).values.length, before);
  });
});
