--liquibase formatted sql

--changeset host:1
CREATE TABLE customer_order (id BIGINT PRIMARY KEY);
