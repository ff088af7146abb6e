package io.billet.storage.jdbc;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.SubscriberId;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.DatePosition;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A comment as it stands in its table.
 *
 * @param comment the comment
 * @param place   where it stands in its thread; empty if a release before version 6 of the tables has written it, and nobody
 *                placed it yet
 */
record CommentRow(Comment comment, Optional<CommentPlace> place) {

    static CommentRow read(Row row) throws SQLException {
        return new CommentRow(comment(row), row.optionalOctets("place").map(SortKey::toPlace));
    }

    static Comment comment(Row row) throws SQLException {
        CommentState state = row.constant(CommentState.class, "state");
        return new Comment(
                new CommentId(row.uuid("id")),
                new ArticleId(row.uuid("article")),
                row.optionalUuid("parent").map(CommentId::new),
                state == CommentState.ERASED ? Commenter.ERASED : commenter(row),
                row.text("markdown"),
                state,
                row.time("created_at"),
                row.optionalTime("edited_at"),
                row.number("version"));
    }

    /** Not of a tombstone: a release before version 6 of the tables knows no subscriber to take out of it. */
    private static Commenter commenter(Row row) throws SQLException {
        return new Commenter(
                row.optionalText("name"),
                row.optionalText("email").map(EmailAddress::of),
                row.optionalText("url").map(HttpUrl::of),
                row.optionalText("host_identity").map(HostIdentity::of),
                row.optionalUuid("subscriber").map(SubscriberId::new));
    }

    /** Binds what may change, and by what it is found. */
    static <S extends SqlStatement<S>> S bind(S statement, Comment comment) {
        Commenter commenter = comment.commenter();
        DatePosition position = DatePosition.of(comment);
        return statement
                .bind("id", comment.id().value())
                .bind("article", comment.article().value())
                .bind("parent", comment.parent().map(CommentId::value))
                .bind("name", commenter.name())
                .bind("email", commenter.email().map(EmailAddress::value))
                .bind("url", commenter.url().map(HttpUrl::value))
                .bind("host_identity", commenter.identity().map(HostIdentity::value))
                .bind("subscriber", commenter.member().map(SubscriberId::value))
                .bind("markdown", comment.markdown())
                .bind("state", comment.state().name())
                .bind("created_at", Micros.of(comment.createdAt()))
                .bind("edited_at", comment.editedAt().map(Micros::of))
                .bind("version", comment.version())
                .bind("sort_key", SortKey.of(position.at(), position.id()));
    }
}
