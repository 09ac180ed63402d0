/** Nothing is wrong. */
export const EXIT_OK = 0;

/** Something was found: a pod contradicts its claim, or a manifest has an error. */
export const EXIT_FOUND = 1;

/** It could not be done. */
export const EXIT_NOT_DONE = 2;

/** Nothing is contradicted, but something could not be found out. */
export const EXIT_INDETERMINATE = 3;

/** What a shell gives a program that Ctrl+C ended. */
export const EXIT_INTERRUPTED = 130;
