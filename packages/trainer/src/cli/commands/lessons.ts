import { describeModel, lessons } from '@convscope/model';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { withExamples } from '../help.js';
import { jsonLine } from '../run-lines.js';

/** `convscope lessons`: what can be learned here, in the order of the course. */
export function addLessonsCommand(program: Command, { say, language }: CliContext): void {
  const command = program
    .command('lessons')
    .description(say('about.lessons'))
    .option('--json', say('option.json'), false)
    .action(({ json }: { json: boolean }) => void process.stdout.write(json ? asJson() : asText()));
  withExamples(command, say, ['lessons', 'lessons --json']);

  /** One line a lesson: `id`, `number`, its texts in the user's language, `parameters`, and how it is trained. */
  function asJson(): string {
    return lessons
      .map(({ id, variantOf, number, title, summary, model, training }) =>
        jsonLine({
          id,
          ...(variantOf && { variantOf }),
          number,
          title: title[language],
          summary: summary[language],
          parameters: describeModel(model).totalParams,
          ...(training && { training }),
        }),
      )
      .join('');
  }

  function asText(): string {
    const width = Math.max(...lessons.map(({ id }) => id.length));
    return lessons
      .map(({ number, id, title, summary }) => {
        const texts = { title: title[language], summary: summary[language] };
        return `${say('lesson', { number, id: id.padEnd(width), ...texts })}\n`;
      })
      .join('');
  }
}
