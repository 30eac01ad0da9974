/** Whoever works on this question dies. */
export const poison = 'how many cars are poison?';
