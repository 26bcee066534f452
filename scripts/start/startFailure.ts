/** A reason why `npm start` cannot go on, in one or two sentences for the person at the terminal. */
export class StartFailure extends Error {}
