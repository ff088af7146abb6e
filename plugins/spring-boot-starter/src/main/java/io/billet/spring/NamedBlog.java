package io.billet.spring;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * One of the application's blogs.
 *
 * @param name     by which properties and beans tell it from others; empty if it is the only one
 * @param settings what the properties say of it
 */
record NamedBlog(String name, BilletProperties settings) {

    /** The blog whose beans bear no name of its own. */
    static NamedBlog only(BilletProperties settings) {
        return new NamedBlog("", settings);
    }

    boolean isOnly() {
        return name.isEmpty();
    }

    /**
     * Returns the name of a bean of it: {@code billetBlogHandler}, or {@code newsBlogHandler} of the blog {@code news}.
     *
     * @param suffix such as {@code BlogHandler}
     */
    String bean(String suffix) {
        return isOnly() ? "billet" + suffix : words().get(0) + capitals(1) + suffix;
    }

    /** By which a container tells its requests from others. */
    String servlet() {
        return isOnly() ? "billetServlet" : "billetServlet-" + name;
    }

    boolean isAtRoot() {
        return settings.path().isEmpty();
    }

    private List<String> words() {
        return List.of(name.split("-"));
    }

    private String capitals(int from) {
        return words().stream()
                .skip(from)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /**
     * Returns what serves this blog: a bean of its name ({@code newsMailer}), else the one that the application has.
     *
     * @param suffix of the name, such as {@code Mailer}
     */
    <T> @Nullable T find(BeanFactory beans, Class<T> type, String suffix) {
        if (!isOnly() && beans.containsBean(bean(suffix))) {
            return beans.getBean(bean(suffix), type);
        }
        ObjectProvider<T> shared = beans.getBeanProvider(type);
        return shared.getIfAvailable();
    }

    /** Sets it, if there is one. */
    <T> void given(BeanFactory beans, Class<T> type, String suffix, Consumer<T> setting) {
        T found = find(beans, type, suffix);
        if (found != null) {
            setting.accept(found);
        }
    }

    /** Of what belongs to one of several blogs, only its own. */
    boolean isServedBy(Object part) {
        return !(part instanceof OfOneBlog own) || own.blog().equals(name);
    }

    /** A part that the starter makes for each blog. */
    interface OfOneBlog {
        /** Returns the name of the blog. */
        String blog();
    }
}
