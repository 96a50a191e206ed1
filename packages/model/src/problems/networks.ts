import type { Text } from '../lesson.js';

/** What is wrong with a network: its configuration, its layers, how they fit together; and the places in it. */
export const networks = {
  // Places.
  'at': { en: '{place}: {reason}', ru: '{place}: {reason}' },
  'the-model': { en: 'the model', ru: 'модель' },
  'the-first-layer': { en: 'its first layer', ru: 'её первый слой' },
  'the-optimizer': { en: 'its optimizer', ru: 'её оптимизатор' },
  'layer': { en: 'layer “{name}” ({className})', ru: 'слой «{name}» ({className})' },
  'layer-called': { en: 'layer “{name}”', ru: 'слой «{name}»' },
  'layer-without-name': { en: 'a layer {className}', ru: 'слой {className}' },
  // Models.
  'no-model': {
    en: '“{className}” is a layer, and a whole model was expected',
    ru: '«{className}» — слой, а ожидалась целая модель',
  },
  'no-layers': { en: 'it has no layers', ru: 'в ней нет слоёв' },
  'unknown-class': {
    en: 'ConvScope does not know this class',
    ru: 'такого класса ConvScope не знает',
  },
  'unknown-model-class': {
    en: 'ConvScope does not know this class; it knows {known}',
    ru: 'такого класса ConvScope не знает; он знает {known}',
  },
  'models-too-deep': {
    en: 'models stand in models more than {most} deep',
    ru: 'модели вложены в модели глубже, чем на {most}',
  },
  'too-many-calls': { en: 'it calls more than {most} layers', ru: 'она вызывает слои больше {most} раз' },
  'too-many-parameters': {
    en: 'it has about {params} parameters, more than can be',
    ru: 'параметров в ней около {params}, столько не бывает',
  },
  'layers-of-one-name': {
    en: 'two of its layers are called “{name}”',
    ru: 'два её слоя называются «{name}»',
  },
  'input-layer-incomplete': {
    en: 'an input layer needs a name and a “batch_shape”',
    ru: 'входному слою нужны имя и «batch_shape»',
  },
  'input-not-there': {
    en: 'its input “{name}” is not one of its input layers',
    ru: 'её входа «{name}» нет среди входных слоёв',
  },
  'output-not-there': { en: 'its output “{name}” is not there', ru: 'её выхода «{name}» нет' },
  'source-not-reached': {
    en: 'layer “{layer}” takes its input from “{source}”, which no path from an input reaches',
    ru: 'слой «{layer}» берёт вход у «{source}», а туда не ведёт ни один путь от входа',
  },
  'not-one-output': {
    en: 'layer “{layer}” has {outputs} outputs, and in a Sequential each must have one',
    ru: 'выходов у слоя «{layer}» — {outputs}, а в Sequential у каждого должен быть один',
  },
  'layer-not-fed': {
    en: 'nothing goes into its layer “{name}”',
    ru: 'в её слой «{name}» ничего не входит',
  },
  'channels-of-no-picture': {
    en: 'it takes {channels} channels, and a picture has one (grey) or three (RGB)',
    ru: 'каналов у её входа {channels}, а у изображения один (серое) или три (RGB)',
  },
  // How many inputs.
  'other-inputs': {
    en: 'it takes {wanted} inputs and gets {given}',
    ru: 'нужно входов: {wanted}, получено: {given}',
  },
  'not-one-input': { en: 'it takes one input and gets {given}', ru: 'нужен один вход, получено: {given}' },
  'not-two-inputs': { en: 'it takes two inputs and gets {given}', ru: 'нужны два входа, получено: {given}' },
  'too-few-inputs': {
    en: 'it joins two inputs or more and gets {given}',
    ru: 'нужны два входа или больше, получено: {given}',
  },
  // Which axes.
  'not-two-axes': {
    en: 'it needs an input of two axes and gets {shape}',
    ru: 'нужен вход с двумя осями, а получен {shape}',
  },
  'too-few-axes': {
    en: 'it needs an input of at least two axes and gets {shape}',
    ru: 'нужен вход не меньше чем с двумя осями, а получен {shape}',
  },
  'no-series': {
    en: 'it needs an input of three axes, (batch, steps, channels), and gets {shape}',
    ru: 'нужен вход с тремя осями, (пакет, шаги, каналы), а получен {shape}',
  },
  'no-pictures': {
    en: 'it needs an input of four axes, (batch, height, width, channels), and gets {shape}',
    ru: 'нужен вход с четырьмя осями, (пакет, высота, ширина, каналы), а получен {shape}',
  },
  'no-volumes': {
    en: 'it needs an input of five axes, (batch, depth, height, width, channels), and gets {shape}',
    ru: 'нужен вход с пятью осями, (пакет, глубина, высота, ширина, каналы), а получен {shape}',
  },
  'no-series-channels-first': {
    en: 'it needs an input of three axes, (batch, channels, steps), and gets {shape}',
    ru: 'нужен вход с тремя осями, (пакет, каналы, шаги), а получен {shape}',
  },
  'no-pictures-channels-first': {
    en: 'it needs an input of four axes, (batch, channels, height, width), and gets {shape}',
    ru: 'нужен вход с четырьмя осями, (пакет, каналы, высота, ширина), а получен {shape}',
  },
  'no-volumes-channels-first': {
    en: 'it needs an input of five axes, (batch, channels, depth, height, width), and gets {shape}',
    ru: 'нужен вход с пятью осями, (пакет, каналы, глубина, высота, ширина), а получен {shape}',
  },
  'no-sequence': {
    en: 'it needs an input of axes (batch, steps, features) and gets {shape}',
    ru: 'нужен вход с осями (пакет, шаги, признаки), а получен {shape}',
  },
  'no-sequence-of-maps': {
    en: 'it needs an input of axes (batch, steps, …, channels) and gets {shape}',
    ru: 'нужен вход с осями (пакет, шаги, …, каналы), а получен {shape}',
  },
  'no-steps': {
    en: 'it needs one input of at least three axes, (batch, steps, …), and gets {shape}',
    ru: 'нужен один вход не меньше чем с тремя осями, (пакет, шаги, …), а получен {shape}',
  },
  'axis-not-there': {
    en: 'its axis {axis} is not one of its input {shape}',
    ru: 'оси {axis} нет у входа {shape}',
  },
  'channels-open': {
    en: 'the channels of its input {shape} must be known',
    ru: 'число каналов у входа {shape} должно быть известно',
  },
  // How sizes fit.
  'window-does-not-fit': {
    en: 'its window of {window} does not fit into its input of {input}; make the window or the strides before it smaller, or pad with "same"',
    ru: 'окно {window} не помещается во вход {input}; уменьшите окно или шаги перед ним либо задайте padding "same"',
  },
  'cropped-away': {
    en: 'it cuts off more than its input of {input} has',
    ru: 'отрезается больше, чем есть у входа {input}',
  },
  'groups-uneven': {
    en: 'its {groups} groups do not divide its {channels} input channels and {filters} filters evenly',
    ru: 'входные каналы ({channels}) и фильтры ({filters}) не делятся поровну на группы ({groups})',
  },
  'channel-groups-uneven': {
    en: 'its {groups} groups do not divide its {channels} channels evenly',
    ru: 'каналы ({channels}) не делятся поровну на группы ({groups})',
  },
  'numbers-for-channels': {
    en: 'its {name} has {numbers} numbers for {channels} channels',
    ru: 'чисел в {name} — {numbers}, а каналов — {channels}',
  },
  'reshape-other-size': {
    en: 'its target ({target}) does not hold the {numbers} numbers of its input {shape}',
    ru: 'в форму ({target}) не укладываются числа входа {shape}, их {numbers}',
  },
  'permute-other-axes': {
    en: 'its axes ({axes}) are not those of {shape}',
    ru: 'оси ({axes}) — не те, что у {shape}',
  },
  'inputs-of-other-shapes': {
    en: 'its inputs {left} and {right} must have one shape',
    ru: 'у входов {left} и {right} должна быть одна форма',
  },
  'inputs-disagree-beside': {
    en: 'its inputs {left} and {right} must agree in every axis but {axis}',
    ru: 'входы {left} и {right} должны совпадать по всем осям, кроме {axis}',
  },
  'inputs-disagree-along': {
    en: 'it takes two inputs that agree in the axes {left} and {right}',
    ru: 'нужны два входа, которые совпадают по осям {left} и {right}',
  },
} as const satisfies Record<string, Text>;
