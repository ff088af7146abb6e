package io.billet.spring.hosts.full;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A row of a table that Hibernate makes. */
@Entity
class Visit {

    @Id
    @GeneratedValue
    private Long id;

    private String page;

    /** For JPA. */
    protected Visit() {}

    Visit(String page) {
        this.page = page;
    }
}
