package io.billet.storage.jdbc;

import io.billet.core.Audience;
import io.billet.core.Label;
import java.sql.SQLException;
import java.util.List;

/** An {@link Audience} as two columns hold it: which kind, and its labels if it is of the kind that has some. */
record StoredAudience(Kind kind, List<Label> labels) {

    enum Kind {
        EVERYONE,
        MEMBERS,
        LABELLED
    }

    static StoredAudience of(Audience audience) {
        if (audience instanceof Audience.Labelled labelled) {
            return new StoredAudience(Kind.LABELLED, labelled.labels());
        }
        return new StoredAudience(audience instanceof Audience.Members ? Kind.MEMBERS : Kind.EVERYONE, List.of());
    }

    static Audience read(Row row) throws SQLException {
        return switch (row.constant(Kind.class, "audience")) {
            case EVERYONE -> Audience.EVERYONE;
            case MEMBERS -> Audience.MEMBERS;
            case LABELLED -> new Audience.Labelled(row.labels("audience_labels"));
        };
    }
}
