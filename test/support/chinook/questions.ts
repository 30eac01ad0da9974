export interface ChinookQuestion {
  readonly question: string;
  /** What was asked before in the thread. */
  readonly after?: string;
  /** The right answer, as SQL that a person wrote for SQLite. */
  readonly sql: string;
}

const inYear = (year: number): string => `SELECT CustomerId FROM Invoice WHERE InvoiceDate LIKE '${year}-%'`;

/**
 * About the Chinook database. Each has one right answer: no two rows share a place in a line, and none hangs on the few texts that
 * the scripts for the four databases do not spell alike.
 */
export const questions: readonly ChinookQuestion[] = [
  { question: 'How many tracks are there?', sql: 'SELECT count(*) FROM Track' },
  {
    question: 'How many customers are from Brazil?',
    sql: "SELECT count(*) FROM Customer WHERE Country = 'Brazil'",
  },
  {
    question: 'How many customers are not from the USA?',
    sql: "SELECT count(*) FROM Customer WHERE Country <> 'USA'",
  },
  {
    question: 'How many albums does each artist have?',
    sql: 'SELECT r.Name, count(*) FROM Album a, Artist r WHERE a.ArtistId = r.ArtistId GROUP BY r.ArtistId',
  },
  {
    question: 'Which artist has the most albums?',
    sql: 'SELECT Name FROM Artist WHERE ArtistId = (SELECT ArtistId FROM Album GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)',
  },
  {
    question: 'Show all details of the artist with the most albums',
    sql: 'SELECT * FROM Artist WHERE ArtistId = (SELECT ArtistId FROM Album GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)',
  },
  {
    question: 'Albums of the artist with the most albums',
    sql: 'SELECT Title FROM Album WHERE ArtistId = (SELECT ArtistId FROM Album GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)',
  },
  {
    question: 'What are the 5 longest tracks?',
    sql: 'SELECT Name FROM Track ORDER BY Milliseconds DESC LIMIT 5',
  },
  { question: 'What is the sum of total of invoices?', sql: 'SELECT sum(Total) FROM Invoice' },
  {
    question: 'Sum of total by billing country',
    sql: 'SELECT BillingCountry, sum(Total) FROM Invoice GROUP BY 1',
  },
  {
    question: 'Sum of invoice total per year',
    sql: 'SELECT substr(InvoiceDate, 1, 4), sum(Total) FROM Invoice GROUP BY 1',
  },
  {
    question: 'What is the average milliseconds of the tracks per genre?',
    sql: 'SELECT g.Name, avg(t.Milliseconds) FROM Track t, Genre g WHERE t.GenreId = g.GenreId GROUP BY g.GenreId',
  },
  {
    question: 'What are the average, minimum and maximum milliseconds of the tracks?',
    sql: 'SELECT avg(Milliseconds), min(Milliseconds), max(Milliseconds) FROM Track',
  },
  {
    question: 'How many tracks are longer than average?',
    sql: 'SELECT count(*) FROM Track WHERE Milliseconds > (SELECT avg(Milliseconds) FROM Track)',
  },
  {
    question: 'Number of invoices per month in 2023',
    sql: "SELECT substr(InvoiceDate, 1, 7), count(*) FROM Invoice WHERE InvoiceDate LIKE '2023-%' GROUP BY 1",
  },
  {
    question: 'Number of invoices per weekday',
    sql: "SELECT strftime('%w', InvoiceDate), count(*) FROM Invoice GROUP BY 1",
  },
  {
    question: 'How many invoices were there between 2022-03-01 and 2022-05-31?',
    sql: "SELECT count(*) FROM Invoice WHERE substr(InvoiceDate, 1, 10) BETWEEN '2022-03-01' AND '2022-05-31'",
  },
  {
    question: 'How many invoices were there in December?',
    sql: "SELECT count(*) FROM Invoice WHERE InvoiceDate LIKE '____-12-%'",
  },
  {
    question: 'And in March?',
    after: 'How many invoices were there in December?',
    sql: "SELECT count(*) FROM Invoice WHERE InvoiceDate LIKE '____-03-%'",
  },
  {
    question: 'Employees hired before 2003',
    sql: "SELECT FirstName, LastName FROM Employee WHERE HireDate < '2003-01-01'",
  },
  {
    question: 'List the different titles of employees ordered by hire date',
    sql: 'SELECT Title FROM Employee GROUP BY Title ORDER BY min(HireDate)',
  },
  {
    question: 'Show the company of the customers in Canada sorted by company',
    sql: "SELECT Company FROM Customer WHERE Country = 'Canada' ORDER BY Company IS NOT NULL, Company",
  },
  { question: 'How many tracks have no composer?', sql: 'SELECT count(*) FROM Track WHERE Composer IS NULL' },
  {
    question: 'Which artists have no albums?',
    sql: 'SELECT Name FROM Artist r WHERE NOT EXISTS (SELECT 1 FROM Album a WHERE a.ArtistId = r.ArtistId)',
  },
  {
    question: 'Which genres have more than 100 tracks?',
    sql: 'SELECT Name FROM Genre g WHERE (SELECT count(*) FROM Track t WHERE t.GenreId = g.GenreId) > 100',
  },
  {
    question: 'Which billing countries have an average total over 6?',
    sql: 'SELECT BillingCountry FROM Invoice GROUP BY 1 HAVING avg(Total) > 6',
  },
  {
    question: 'Customers with invoices in both 2021 and 2022',
    sql: `SELECT FirstName, LastName FROM Customer WHERE CustomerId IN (${inYear(2021)} INTERSECT ${inYear(2022)})`,
  },
  {
    question: 'Customers without invoices in 2025',
    sql: `SELECT FirstName, LastName FROM Customer WHERE CustomerId NOT IN (${inYear(2025)})`,
  },
  {
    question: 'How many customers per support rep?',
    sql: 'SELECT e.FirstName, e.LastName, count(*) FROM Customer c, Employee e WHERE c.SupportRepId = e.EmployeeId GROUP BY EmployeeId',
  },
  {
    question: 'Tracks whose name contains "love"',
    sql: "SELECT Name FROM Track WHERE lower(Name) LIKE '%love%'",
  },
];
