package io.billet.examples.spring;

import org.springframework.data.jpa.repository.JpaRepository;

/** What there is to buy. */
interface Products extends JpaRepository<Product, Long> {}
