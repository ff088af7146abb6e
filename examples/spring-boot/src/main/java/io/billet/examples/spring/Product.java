package io.billet.examples.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** Something to buy. */
@Entity
class Product {

    @Id
    private long id;

    private String name = "";
    private int priceInCents;

    /** For JPA. */
    protected Product() {}

    long id() {
        return id;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its price in euros. */
    public BigDecimal price() {
        return BigDecimal.valueOf(priceInCents, 2);
    }
}
