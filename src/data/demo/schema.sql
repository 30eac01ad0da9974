CREATE TABLE states (
  -- States and territories of the United States.
  code TEXT PRIMARY KEY NOT NULL, -- Two letters, such as TX.
  name TEXT NOT NULL UNIQUE, -- Name of the state.
  capital TEXT, -- Capital city of the state.
  region TEXT NOT NULL, -- Census region: Northeast, Midwest, South, West, or Territories.
  population INTEGER, -- Number of residents in 2016.
  hurricanes INTEGER -- Number of hurricanes on record that hit the state.
);
CREATE TABLE airports (
  -- Airports in the United States and its neighbourhood.
  code TEXT PRIMARY KEY NOT NULL, -- Code of the airport, such as LAX.
  name TEXT NOT NULL, -- Name of the airport.
  city TEXT, -- City that it serves.
  state_code TEXT REFERENCES states (code), -- State in which it lies.
  country TEXT NOT NULL, -- Country in which it lies.
  latitude REAL NOT NULL, -- Degrees north.
  longitude REAL NOT NULL -- Degrees east, negative in the west.
);
CREATE TABLE flights (
  -- A sample of the domestic flights of January to March 2001.
  id INTEGER PRIMARY KEY, -- Number of the flight in this sample.
  departed_at DATETIME NOT NULL, -- Date and time of departure.
  origin_code TEXT NOT NULL REFERENCES airports (code), -- Airport of departure.
  destination_code TEXT NOT NULL REFERENCES airports (code), -- Airport of arrival.
  delay_minutes INTEGER NOT NULL, -- Delay in minutes; negative when it was early.
  distance_miles INTEGER NOT NULL -- Distance flown in miles.
);
CREATE INDEX flights_by_origin ON flights (origin_code);
CREATE INDEX flights_by_destination ON flights (destination_code);

CREATE TABLE directors (
  -- Film directors.
  id INTEGER PRIMARY KEY, -- Number of the director.
  name TEXT NOT NULL UNIQUE -- Full name of the director.
);
CREATE TABLE distributors (
  -- Companies that distribute movies; also called studios.
  id INTEGER PRIMARY KEY, -- Number of the distributor.
  name TEXT NOT NULL UNIQUE -- Name of the company.
);
CREATE TABLE movies (
  -- Movies (films) with money, ratings and who made them.
  id INTEGER PRIMARY KEY, -- Number of the movie.
  title TEXT NOT NULL, -- Title of the movie.
  release_date DATE, -- Day of the release in the United States.
  genre TEXT, -- Major genre, such as Drama or Comedy.
  mpaa_rating TEXT, -- Age rating of the MPAA: G, PG, PG-13, R, NC-17, ...
  running_time_minutes INTEGER, -- Running time (length, duration) in minutes.
  source TEXT, -- What it is based on, such as Original Screenplay or Remake.
  creative_type TEXT, -- Kind of story, such as Science Fiction or Historical Fiction.
  director_id INTEGER REFERENCES directors (id), -- Who directed it.
  distributor_id INTEGER REFERENCES distributors (id), -- Who distributed it.
  production_budget INTEGER, -- Production budget (cost) in US dollars.
  us_gross INTEGER, -- Box office in the United States, in US dollars.
  worldwide_gross INTEGER, -- Box office in the whole world, in US dollars.
  us_dvd_sales INTEGER, -- DVD sales in the United States, in US dollars.
  imdb_rating REAL, -- Rating by the users of IMDB, 1 to 10.
  imdb_votes INTEGER, -- Number of votes on IMDB.
  rotten_tomatoes_rating INTEGER -- Rotten Tomatoes score, 0 to 100.
);
CREATE INDEX movies_by_director ON movies (director_id);
CREATE INDEX movies_by_distributor ON movies (distributor_id);

CREATE TABLE manufacturers (
  -- Makers (brands) of cars.
  id INTEGER PRIMARY KEY, -- Number of the manufacturer.
  name TEXT NOT NULL UNIQUE, -- Name of the brand, such as Ford.
  origin TEXT NOT NULL -- Where it comes from: USA, Europe, or Japan.
);
CREATE TABLE cars (
  -- Car models of 1970 to 1982.
  id INTEGER PRIMARY KEY, -- Number of the car.
  name TEXT NOT NULL, -- Brand and model in lower case, such as ford pinto.
  manufacturer_id INTEGER NOT NULL REFERENCES manufacturers (id), -- Who made it.
  model_year INTEGER NOT NULL, -- Year of the model; those of 1981 are listed under 1982.
  miles_per_gallon REAL, -- Fuel economy (mileage) in miles per gallon.
  cylinders INTEGER NOT NULL, -- Number of cylinders.
  displacement REAL NOT NULL, -- Engine displacement in cubic inches.
  horsepower INTEGER, -- Power of the engine in horsepower.
  weight_pounds INTEGER NOT NULL, -- Weight in pounds.
  acceleration_seconds REAL NOT NULL -- Seconds from 0 to 60 miles per hour.
);
CREATE INDEX cars_by_manufacturer ON cars (manufacturer_id);

CREATE TABLE weather_days (
  -- Weather of each day from 2012 to 2015 in Seattle and New York.
  city TEXT NOT NULL, -- Seattle or New York.
  date DATE NOT NULL, -- Day of the observation.
  weather TEXT NOT NULL, -- Kind of weather: sun, rain, fog, snow, or drizzle.
  precipitation_mm REAL NOT NULL, -- Rain and melted snow in millimetres.
  max_temperature REAL NOT NULL, -- Highest temperature of the day in degrees Celsius.
  min_temperature REAL NOT NULL, -- Lowest temperature of the day in degrees Celsius.
  wind_speed REAL NOT NULL, -- Average wind speed.
  PRIMARY KEY (city, date)
);

CREATE TABLE countries (
  -- Countries of the world.
  id INTEGER PRIMARY KEY, -- Number of the country.
  name TEXT NOT NULL UNIQUE, -- Name of the country.
  region TEXT NOT NULL, -- Part of the world, such as South Asia or America.
  income_per_person INTEGER -- Income (GDP) per person in international dollars.
);
CREATE TABLE country_years (
  -- Figures of each country for every fifth year from 1955 to 2005.
  country_id INTEGER NOT NULL REFERENCES countries (id), -- The country.
  year INTEGER NOT NULL, -- 1955, 1960, ... 2005.
  population INTEGER NOT NULL, -- Number of inhabitants.
  life_expectancy REAL NOT NULL, -- Life expectancy at birth in years.
  fertility_rate REAL NOT NULL, -- Children per woman.
  PRIMARY KEY (country_id, year)
);

CREATE TABLE companies (
  -- Companies whose stock (shares) is followed.
  symbol TEXT PRIMARY KEY NOT NULL, -- Ticker symbol, such as MSFT.
  name TEXT NOT NULL UNIQUE -- Name of the company.
);
CREATE TABLE stock_prices (
  -- Price of each stock at the start of every month from 2000 to March 2010.
  symbol TEXT NOT NULL REFERENCES companies (symbol), -- Ticker symbol of the company.
  date DATE NOT NULL, -- First day of the month.
  price REAL NOT NULL, -- Price of a share in US dollars, adjusted for splits.
  PRIMARY KEY (symbol, date)
);

CREATE TABLE penguins (
  -- Penguins measured near Palmer Station, Antarctica.
  id INTEGER PRIMARY KEY, -- Number of the penguin.
  species TEXT NOT NULL, -- Adelie, Chinstrap, or Gentoo.
  island TEXT NOT NULL, -- Island on which it was seen: Biscoe, Dream, or Torgersen.
  sex TEXT, -- male or female.
  beak_length_mm REAL, -- Length of the beak in millimetres.
  beak_depth_mm REAL, -- Depth of the beak in millimetres.
  flipper_length_mm INTEGER, -- Length of the flipper in millimetres.
  body_mass_grams INTEGER -- Body mass (weight) in grams.
);

CREATE TABLE earthquakes (
  -- Earthquakes of the week from 31 January to 7 February 2018.
  id TEXT PRIMARY KEY NOT NULL, -- Identifier of the US Geological Survey.
  occurred_at DATETIME NOT NULL, -- Date and time in UTC.
  place TEXT NOT NULL, -- Where it was, in words.
  magnitude REAL NOT NULL, -- Strength.
  magnitude_type TEXT NOT NULL, -- How the magnitude was computed, such as ml.
  depth_km REAL NOT NULL, -- Depth in kilometres.
  latitude REAL NOT NULL, -- Degrees north.
  longitude REAL NOT NULL, -- Degrees east.
  felt_reports INTEGER, -- Number of people who reported that they felt it.
  tsunami BOOLEAN NOT NULL -- 1 when a tsunami bulletin was issued for the region.
);
