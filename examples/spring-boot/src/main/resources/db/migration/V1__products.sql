CREATE TABLE product (
    id BIGINT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    price_in_cents INTEGER NOT NULL
);

INSERT INTO product VALUES (1, 'Notebook, ruled', 450), (2, 'Fountain pen', 2900);
