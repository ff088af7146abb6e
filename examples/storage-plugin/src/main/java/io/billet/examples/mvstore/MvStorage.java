package io.billet.examples.mvstore;

import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A storage plugin as a third party would write it: everything as JSON in the MVStore of H2, maps that live in one file.
 * Written from the javadoc of the SPI alone; a class for each store.
 *
 * <p>It has every capability but SHARED: one process uses the file at a time. Lists look at every row,
 * which is right for hundreds and wrong for a million.
 */
public final class MvStorage implements BlogStorage {

    private final MvFile file;
    private final ArticleStore articles;
    private final MvRevisions revisions;
    private final StagedEditStore stagedEdits;
    private final TagStore tags;
    private final AuthorStore authors;
    private final CommentStore comments;
    private final TokenStore tokens;
    private final OutboxStore outbox;
    private final SettingStore settings;
    private final IssueStore issues;
    private final SubscriberStore subscribers;

    /** @param path where everything is kept; made if it is not there */
    public MvStorage(Path path) {
        file = new MvFile(path);
        revisions = new MvRevisions(file);
        articles = new MvArticles(file, revisions);
        stagedEdits = new MvStagedEdits(file);
        tags = new MvNames.Tags(file);
        authors = new MvNames.Authors(file);
        comments = new MvComments(file);
        tokens = new MvTokens(file);
        outbox = new MvOutbox(file);
        settings = new MvSettings(file);
        issues = new MvIssues(file);
        subscribers = new MvSubscribers(file, issues);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.SHARED));
    }

    @Override
    public ArticleStore articles() {
        return articles;
    }

    @Override
    public RevisionStore revisions() {
        return revisions;
    }

    @Override
    public StagedEditStore stagedEdits() {
        return stagedEdits;
    }

    @Override
    public TagStore tags() {
        return tags;
    }

    @Override
    public AuthorStore authors() {
        return authors;
    }

    @Override
    public CommentStore comments() {
        return comments;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public OutboxStore outbox() {
        return outbox;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public PublicChanges changes() {
        return file.read(() -> new PublicChanges(file.mark(MvFile.EDITORIAL), file.mark(MvFile.DISCUSSION)));
    }

    @Override
    public SubscriberStore subscribers() {
        return subscribers;
    }

    @Override
    public IssueStore issues() {
        return issues;
    }

    @Override
    public void close() {
        file.close();
    }
}
