package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.LanguageTag;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.TagStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps articles as Markdown files with front matter, in a folder such as a git checkout, and tags and authors as small
 * YAML files in {@code _tags} and {@code _authors} there.
 *
 * <pre>{@code
 * BlogStorage articles = FilesStorage.in(Path.of("/var/blog/content")).open();
 * BlogStorage storage = BlogStorage.compose(BlogStorage.articlesFrom(articles), BlogStorage.restFrom(jdbc));
 * }</pre>
 *
 * <p>It reads what Hugo, Jekyll, Zola and JBake read: {@code 2026-11-22-titre.md} or {@code titre/index.md}, with YAML
 * between {@code ---}, TOML-style fields between {@code +++}, or {@code field=value} as far as {@code ~~~~~~}. It writes
 * only fields that have changed, and leaves everything else, its order and its comments as they are. A field
 * {@code billet} with id, version and a seal is added; a file without one works as well, and is known by its path until
 * it is first written.
 *
 * <p>Files may be edited, added and removed at any time by anybody; that is noticed within {@link Builder#refreshEvery},
 * and a change based on what stood there before is refused as any stale one. A file that is not right is reported by
 * {@link #brokenFiles()} and in the log, and left out; the others are not concerned. An article whose fields say who may read
 * it in words that are not understood is read by nobody, and reported by {@link #doubtfulFiles()}.
 *
 * <p>Writes are atomic and durable: a file beside, flushed, put in place in one step, and the folder flushed. If any call
 * of the file system fails, the call fails with {@link StorageException}, and either nothing has changed or the whole
 * change is there; the message says which, and a repeated call with the old version is then refused as stale. Symbolic
 * links are not followed and hidden files not read; no path leads out of the folder. Limits: 100,000 files, 16 folders
 * deep, 6.5 million octets a file. What lists show is held in memory, some 2.4 KB an article; texts are read when they are
 * asked for.
 *
 * <p>Capabilities: {@link Capability#ARTICLES}, {@link Capability#CHANGES}, {@link Capability#DURABLE}. Thread-safe.
 */
public final class FilesStorage implements BlogStorage {

    private static final Set<Capability> CAPABILITIES =
            Collections.unmodifiableSet(EnumSet.of(Capability.ARTICLES, Capability.CHANGES, Capability.DURABLE));

    private final FolderAccess access;
    private final boolean hasOwnZone;
    private final FilesArticleStore articles;
    private final NamedFolder<Tag> tags;
    private final NamedFolder<Author> authors;
    private final FilesChanges changes;

    FilesStorage(Path root, Builder settings) {
        access = new FolderAccess(root);
        hasOwnZone = settings.zone.isPresent();
        articles = new FilesArticleStore(
                access,
                new ArticleFolder(
                        access,
                        settings.language,
                        settings.zone.orElse(ZoneOffset.UTC),
                        settings.clock,
                        settings.undatedPages),
                settings.newArticles,
                settings.refresh);
        tags = new NamedFolder<>(access, NamedFolder.TAGS, new TagForm());
        authors = new NamedFolder<>(access, NamedFolder.AUTHORS, new AuthorForm());
        changes = new FilesChanges(articles, tags, authors);
    }

    /**
     * Returns a builder with the defaults.
     *
     * @param folder where the articles are; made if it is not there
     */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /**
     * Takes days, and times without an offset, to be in the zone of the blog, unless {@link Builder#zone} has named another.
     *
     * @param zone the blog's
     */
    @Override
    public void useZone(ZoneId zone) {
        if (!hasOwnZone) {
            articles.useZone(zone);
        }
    }

    /** Returns the files that are left out at the moment, and why; empty if all are right. */
    public List<BrokenFile> brokenFiles() {
        return Stream.of(articles.broken(), tags.broken(), authors.broken())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the files whose articles nobody reads at the moment, because a field that decides who may read says what is
     * not understood, and which field that is; empty if there are none.
     */
    public List<BrokenFile> doubtfulFiles() {
        return articles.doubtful();
    }

    @Override
    public ArticleStore articles() {
        return articles;
    }

    @Override
    public TagStore tags() {
        return new FilesTagStore(tags, () -> articles.borne(Article::tags));
    }

    @Override
    public AuthorStore authors() {
        return new FilesAuthorStore(authors, () -> articles.borne(Article::authors));
    }

    @Override
    public PublicChanges changes() {
        return changes.now();
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void close() {
        access.close();
    }

    /** Says how a folder is to be used. Not thread-safe. */
    public static final class Builder {

        private final Path folder;
        private Path newArticles;
        private Duration refresh = Duration.ofSeconds(1);
        private LanguageTag language = LanguageTag.ENGLISH;
        private Optional<ZoneId> zone = Optional.empty();
        private InstantSource clock = Clock.systemUTC();
        private boolean undatedPages;

        private Builder(Path folder) {
            this.folder = folder;
            newArticles = folder.getFileSystem().getPath("");
        }

        /**
         * Sets the folder that new articles are written to.
         *
         * @param subfolder where new articles go, such as {@code "posts"} or {@code "_posts"}; default the folder itself
         * @return this
         * @throws IllegalArgumentException if it is absolute, hidden, leads out of the folder, or is one of drafts
         */
        public Builder newArticlesIn(String subfolder) {
            Path path = folder.getFileSystem().getPath(subfolder).normalize();
            boolean hidden = Stream.iterate(0, i -> i + 1)
                    .limit(path.getNameCount())
                    .anyMatch(i -> path.getName(i).toString().startsWith("."));
            if (path.isAbsolute() || hidden) {
                throw new IllegalArgumentException("new articles go into a visible folder below the storage's own");
            }
            if (new ArticlePath(path.resolve("any.md"), Instant.EPOCH).isDraft()) {
                throw new IllegalArgumentException("what lies in a folder of drafts is never published");
            }
            newArticles = path;
            return this;
        }

        /**
         * Sets how often the folder is looked at.
         *
         * @param interval how old what is read may be when somebody else has written; 0 to 1 hour; default 1 second.
         *                 With 0 each call looks at every file's time and size
         * @return this
         * @throws IllegalArgumentException if it is out of its range
         */
        public Builder refreshEvery(Duration interval) {
            if (interval.isNegative() || interval.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("refreshEvery takes 0 to 1 hour, not " + interval);
            }
            refresh = interval;
            return this;
        }

        /**
         * Sets the default language.
         *
         * @param defaultLanguage the language of articles that do not say theirs; default English
         * @return this
         */
        public Builder defaultLanguage(LanguageTag defaultLanguage) {
            language = defaultLanguage;
            return this;
        }

        /**
         * Sets in which time zone days are meant.
         *
         * @param newZone in which a day begins ({@code date: 2026-11-22}), and a time is that names no offset; default that
         *                of the blog that uses the storage, and UTC until one does. Name it where several blogs of different
         *                zones, or none, use one folder
         * @return this
         */
        public Builder zone(ZoneId newZone) {
            zone = Optional.of(newZone);
            return this;
        }

        /**
         * Takes an article that names no date, neither in its header nor in its path, for a page: in no list, and public since
         * its file was changed last, unless anything keeps it from its readers. Default: it is a draft. Zola, Hugo and Jekyll
         * show such files, which are their "about" and "contact".
         *
         * @return this
         */
        public Builder undatedPages() {
            undatedPages = true;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param newClock tells which articles have ended ({@code expiryDate}); default the system's. Give it the blog's,
         *                 if that has another
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Opens the folder and reads it.
         *
         * @return the storage
         * @throws StorageException if the folder can be neither read nor made
         */
        public FilesStorage open() {
            try {
                Disk.createFolders(folder);
                return new FilesStorage(folder.toRealPath(), this);
            } catch (IOException e) {
                throw new StorageException("the folder of articles can be neither read nor made", e);
            }
        }
    }
}
