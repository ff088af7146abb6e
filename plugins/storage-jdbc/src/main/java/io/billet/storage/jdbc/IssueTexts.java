package io.billet.storage.jdbc;

import io.billet.core.Issue;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** What issues say, in a table of its own, so that lists of issues read none of it. */
final class IssueTexts {

    /** An issue beside each of its texts, or beside none: one statement, which sees one state of both tables. */
    static final String ISSUES_WITH_TEXTS = "SELECT i.*, t.language AS text_language, t.subject AS text_subject,"
            + " t.markdown FROM <prefix>issue i LEFT JOIN <prefix>issue_text t ON t.issue = i.id";

    static final String IN_ORDER = " ORDER BY t.place";

    private final Database database;

    IssueTexts(Database database) {
        this.database = database;
    }

    /** Returns the one issue that a query finds, with its texts. */
    Optional<Issue> withTexts(Query query) {
        List<Issue> found = query.map(database.mapper(row -> JdbcIssueStore.read(row, text(row))))
                .list();
        return found.stream().findFirst().map(first -> found.size() == 1 ? first : joined(first, found));
    }

    private static Issue joined(Issue first, List<Issue> found) {
        return new Issue(
                first.id(),
                first.article(),
                first.articleVersion(),
                first.subject(),
                found.stream().flatMap(each -> each.texts().stream()).toList(),
                first.audience(),
                first.state(),
                first.createdAt(),
                first.version());
    }

    private static List<IssueText> text(Row row) throws SQLException {
        Optional<String> language = row.optionalText("text_language");
        return language.isEmpty()
                ? List.of()
                : List.of(new IssueText(
                        LanguageTag.of(language.get()), row.text("text_subject"), row.longText("markdown")));
    }

    void insert(Handle handle, Issue issue) {
        if (issue.texts().isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("INSERT INTO <prefix>issue_text (issue, place, language, subject,"
                + " markdown) VALUES (:issue, :place, :language, :subject, :markdown)");
        for (int place = 0; place < issue.texts().size(); place++) {
            IssueText text = issue.texts().get(place);
            rows.bind("issue", issue.id().value())
                    .bind("place", place)
                    .bind("language", text.language().value())
                    .bind("subject", text.subject())
                    .bind("markdown", database.longText(text.markdown()))
                    .add();
        }
        rows.execute();
    }

    /** The row of the issue is locked. Most changes are of its state: then nothing is written here. */
    void replace(Handle handle, Issue issue) {
        List<IssueText> stored = new ArrayList<>();
        handle.createQuery("SELECT language AS text_language, subject AS text_subject, markdown FROM <prefix>issue_text"
                        + " WHERE issue = :issue ORDER BY place")
                .bind("issue", issue.id().value())
                .map(database.mapper(IssueTexts::text))
                .forEach(stored::addAll);
        if (stored.equals(issue.texts())) {
            return;
        }
        handle.createUpdate("DELETE FROM <prefix>issue_text WHERE issue = :issue")
                .bind("issue", issue.id().value())
                .execute();
        insert(handle, issue);
    }
}
