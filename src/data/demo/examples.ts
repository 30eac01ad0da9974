export interface DemoExample {
  readonly question: string;
  /** What a person could ask next, in the same thread. */
  readonly followUp: string;
}

/** Questions about the demo database to click in the playground; each shows another thing that can be asked. */
export const demoExamples: readonly DemoExample[] = [
  { question: 'How many flights were there each month?', followUp: 'only with a delay over 60' },
  { question: 'What are the top 5 movies by worldwide gross?', followUp: 'only in 2001' },
  { question: 'What is the average body mass of penguins by species?', followUp: 'only on Biscoe island' },
  { question: 'Which directors have more than 10 movies?', followUp: 'more than 15' },
  { question: 'How many airports are there in Texas?', followUp: 'what about California?' },
  { question: 'List the cars with more horsepower than displacement', followUp: 'how many are there?' },
  { question: 'What was the highest max temperature in Seattle in 2015?', followUp: 'and in New York?' },
  {
    question: 'What is the total production budget of movies directed by Christopher Nolan?',
    followUp: 'and by Tim Burton?',
  },
  { question: 'How many movies were released between 1990 and 1999?', followUp: 'and by year?' },
  { question: 'What was the average price of Apple stock in 2007?', followUp: 'and in 2008?' },
];
