/** The tables that `statements.ts` asks. */
export const smallShop = `
  CREATE TABLE users (
    id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, email VARCHAR(80) COMMENT 'where bills go', city VARCHAR(40),
    active TINYINT(1) NOT NULL DEFAULT 1, data JSON
  ) COMMENT 'who buys';
  CREATE TABLE products (
    id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, price DECIMAL(10, 2) NOT NULL, FULLTEXT KEY (name)
  );
  CREATE TABLE orders (
    id INT PRIMARY KEY, user_id INT NOT NULL, status ENUM('open', 'paid') NOT NULL, total DECIMAL(10, 2) NOT NULL,
    placed DATETIME NOT NULL, FOREIGN KEY (user_id) REFERENCES users (id)
  );
  CREATE TABLE items (
    order_id INT NOT NULL, product_id INT NOT NULL, quantity INT NOT NULL, PRIMARY KEY (order_id, product_id),
    FOREIGN KEY (order_id) REFERENCES orders (id), FOREIGN KEY (product_id) REFERENCES products (id)
  );
  CREATE TABLE words (
    date DATE, year YEAR, status INT, value INT, type INT, name INT, level INT, key_name INT, \`order\` INT, \`group\` INT
  );
  CREATE VIEW addresses AS SELECT email FROM users;
  CREATE VIEW towns AS SELECT DISTINCT city FROM users;
  CREATE VIEW letters AS SELECT concat('To ', email) AS line FROM addresses;
  CREATE FUNCTION evil (x INT) RETURNS INT DETERMINISTIC RETURN x;
  INSERT INTO users VALUES
    (1, 'Anna', 'anna@example.org', 'Berlin', 1, '{"a": 1}'), (2, 'Bo', 'bo@example.org', 'Paris', 0, '[{"a": "x", "b": [1, 2]}]'),
    (3, 'Cy', NULL, NULL, 1, NULL);
  INSERT INTO products VALUES (1, 'seed', 2.50), (2, 'nest', 20.00);
  INSERT INTO orders VALUES (1, 1, 'paid', 22.50, '2024-01-05 10:00:00'), (2, 2, 'open', 2.50, '2024-02-06 11:30:00');
  INSERT INTO items VALUES (1, 1, 1), (1, 2, 1), (2, 1, 1);
`;
