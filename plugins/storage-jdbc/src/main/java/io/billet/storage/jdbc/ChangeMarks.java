package io.billet.storage.jdbc;

import io.billet.core.CommentState;
import io.billet.core.PublicationState;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.StorageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Two counters, a row each, that say whether readers could see anything else than before. They are raised last in the
 * transaction of the change they tell of: their rows are locked for as short as can be, and nobody reads a mark before what it
 * stands for.
 */
final class ChangeMarks {

    private enum Mark {
        EDITORIAL,
        DISCUSSION
    }

    private ChangeMarks() {}

    static PublicChanges now(Database database) {
        Map<String, Long> marks = database.read(
                "read the marks of changes",
                handle -> handle.createQuery("SELECT name, mark FROM <prefix>change_mark")
                        .reduceRows(new HashMap<String, Long>(), (found, row) -> {
                            found.put(row.getColumn("name", String.class), row.getColumn("mark", Long.class));
                            return found;
                        }));
        return new PublicChanges(required(marks, Mark.EDITORIAL), required(marks, Mark.DISCUSSION));
    }

    private static long required(Map<String, Long> marks, Mark mark) {
        Long found = marks.get(mark.name());
        if (found == null) {
            throw missing(mark);
        }
        return found;
    }

    private static StorageException missing(Mark mark) {
        return new StorageException(
                "There is no row " + mark + " in the table of change marks, which the migration made");
    }

    static void editorial(Handle handle) {
        raise(handle, Mark.EDITORIAL);
    }

    /** Notes a change to an article, told by its state before, after, or both. */
    static void ofArticle(Handle handle, PublicationState.Kind... sides) {
        if (Arrays.asList(sides).contains(PublicationState.Kind.PUBLISHED)) {
            raise(handle, Mark.EDITORIAL);
        }
    }

    /** Notes a change to a comment, told by its state before, after, or both. */
    static void ofComment(Handle handle, CommentState... sides) {
        boolean isPublic =
                Arrays.stream(sides).anyMatch(state -> state == CommentState.VISIBLE || state == CommentState.ERASED);
        if (isPublic) {
            raise(handle, Mark.DISCUSSION);
        }
    }

    private static void raise(Handle handle, Mark mark) {
        int raised = handle.createUpdate("UPDATE <prefix>change_mark SET mark = mark + 1 WHERE name = :name")
                .bind("name", mark.name())
                .execute();
        if (raised == 0) {
            throw missing(mark);
        }
    }
}
