package io.billet.examples.mvstore;

import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A storage plugin as a third party would write it: everything as JSON in the MVStore of H2, maps that live in one file.
 * Written from the javadoc of the SPI alone; a class for each store.
 *
 * <p>What it cannot do it declares missing, and the contract kit skips: it keeps no subscribers, comments and
 * issues (combine it with a storage that does), and one process uses the file at a time. Lists look at every row,
 * which is right for hundreds and wrong for a million.
 */
public final class MvStorage implements BlogStorage {

    private final MvFile file;
    private final ArticleStore articles;
    private final MvRevisions revisions;
    private final StagedEditStore stagedEdits;
    private final TagStore tags;
    private final AuthorStore authors;
    private final TokenStore tokens;

    /** @param path where everything is kept; made if it is not there */
    public MvStorage(Path path) {
        file = new MvFile(path);
        revisions = new MvRevisions(file);
        articles = new MvArticles(file, revisions);
        stagedEdits = new MvStagedEdits(file);
        tags = new MvTags(file);
        authors = new MvAuthors(file);
        tokens = new MvTokens(file);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.ARTICLES,
                Capability.REVISIONS,
                Capability.STAGED_EDITS,
                Capability.TOKENS,
                Capability.DURABLE);
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
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public void close() {
        file.close();
    }
}
