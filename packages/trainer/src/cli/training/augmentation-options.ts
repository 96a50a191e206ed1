import { augmentationConfig, type AugmentationConfig } from '@convscope/model';
import type { Command } from 'commander';
import type { Say } from '../texts.js';
import { values } from '../values.js';

/** What a command line may say of `ImageDataGenerator`. */
export type AugmentationOptions = Partial<Omit<AugmentationConfig, 'rescale'>> & { rescale?: number };

type Setting = keyof AugmentationConfig;
const flags = [
  'horizontalFlip',
  'verticalFlip',
  'featurewiseCenter',
  'featurewiseStdNormalization',
  'samplewiseCenter',
  'samplewiseStdNormalization',
  'zcaWhitening',
] as const satisfies readonly Setting[];
const amounts = [
  'rotationRange',
  'widthShiftRange',
  'heightShiftRange',
  'shearRange',
  'channelShiftRange',
] as const satisfies readonly Setting[];

/** Adds every setting of `ImageDataGenerator` as an option of its name: `--rotation-range 10`. */
export function addAugmentationOptions(command: Command, say: Say): void {
  const { number, choice, zoomRange } = values(say);
  command.optionsGroup(say('group.augmentation'));
  for (const name of amounts) {
    command.option(`--${kebab(name)} <x>`, say(`option.augmentation.${name}`), number(0));
  }
  command
    .option('--zoom-range <x>', say('option.augmentation.zoomRange'), zoomRange)
    .option(
      '--fill-mode <mode>',
      say('option.augmentation.fillMode', { known: fillModes.join(', ') }),
      choice(fillModes),
    )
    .option('--cval <x>', say('option.augmentation.cval'), number(-Infinity))
    .option('--rescale <x>', say('option.augmentation.rescale'), number(-Infinity))
    .option('--zca-epsilon <x>', say('option.augmentation.zcaEpsilon'), number(0, { above: true }));
  for (const name of flags) command.option(`--${kebab(name)}`, say(`option.augmentation.${name}`));
}

const fillModes = augmentationConfig.shape.fillMode.unwrap().options;

/** Keras's settings among all the options of a command. */
export function augmentationOptions(options: AugmentationOptions): AugmentationOptions {
  const names = new Set<string>(Object.keys(augmentationConfig.shape));
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name)));
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
