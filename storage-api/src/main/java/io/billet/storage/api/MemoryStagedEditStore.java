package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.NotFoundException;
import io.billet.core.StagedEdit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Staged edits in a map. */
final class MemoryStagedEditStore implements StagedEditStore {

    private static final String OBJECT = "StagedEdit";

    private final MemoryGuard guard;
    private final NavigableMap<ArticleId, StagedEdit> edits = new TreeMap<>();

    MemoryStagedEditStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public StagedEdit put(StagedEdit edit) {
        return guard.write(() -> {
            ArticleId article = edit.article();
            if (edit.version() > 0) {
                requireCurrent(article, edit.version());
            } else if (edits.containsKey(article)) {
                throw new AlreadyExistsException(OBJECT, "article", article.toString());
            }
            StagedEdit stored = edit.withVersion(edit.version() + 1);
            edits.put(article, stored);
            return stored;
        });
    }

    @Override
    public Optional<StagedEdit> find(ArticleId article) {
        return guard.read(() -> Optional.ofNullable(edits.get(article)));
    }

    @Override
    public void discard(ArticleId article, long version) {
        guard.write(() -> {
            requireCurrent(article, version);
            return edits.remove(article);
        });
    }

    private void requireCurrent(ArticleId article, long version) {
        StagedEdit stored = edits.get(article);
        if (stored == null) {
            throw new NotFoundException(OBJECT, article.toString());
        }
        Versions.requireCurrent(OBJECT, article, version, stored.version());
    }

    @Override
    public List<ArticleId> list(Optional<ArticleId> after, int limit) {
        return guard.read(() -> SortedRows.list(edits, after, limit, edit -> true).stream()
                .map(StagedEdit::article)
                .toList());
    }
}
