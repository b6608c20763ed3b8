import inquirer from "inquirer";
import { isInterruption, watchInput } from "./ask-key.ts";
import { Interrupted } from "./interrupted.ts";

/**
 * Asks for a word to be written out, for what should not hang on a single key. Anything else is a no. Throws
 * `Interrupted`.
 */
export async function askWord(question: string, word: string): Promise<boolean> {
  const { ended, release } = watchInput();
  try {
    const prompt = inquirer.createPromptModule({ signal: ended });
    const { answer } = await prompt([{ type: "input", name: "answer", message: question }]);
    return answer.trim().toLowerCase() === word;
  } catch (error) {
    throw isInterruption(error) ? new Interrupted() : error;
  } finally {
    release();
  }
}
