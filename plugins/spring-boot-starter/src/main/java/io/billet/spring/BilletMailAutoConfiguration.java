package io.billet.spring;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.engine.Blog;
import io.billet.engine.spi.Mailer;
import io.billet.mail.smtp.JakartaMailer;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends the blog's mail by the application's {@code JavaMailSender}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnClass({JavaMailSender.class, MimeMessage.class})
class BilletMailAutoConfiguration {

    @Bean
    @Conditional(SeveralBlogs.AreNot.class)
    @ConditionalOnBean(JavaMailSender.class)
    @ConditionalOnMissingBean({Mailer.class, Blog.class})
    Mailer billetMailer(JavaMailSender sender, Environment environment) {
        JavaMailMessages messages = new JavaMailMessages(sender);
        return account(environment)
                .map(from -> JakartaMailer.of(messages, from))
                .orElseGet(() -> JakartaMailer.of(messages));
    }

    /** The sender of mails if the blog names none, where the account at the mail server is an address. */
    private static Optional<EmailAddress> account(Environment environment) {
        try {
            return Optional.ofNullable(environment.getProperty("spring.mail.username"))
                    .filter(name -> name.contains("@"))
                    .map(EmailAddress::of);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /** Beside one that the application has for one of several blogs. */
    @Bean("billetMailer")
    @Conditional(SeveralBlogs.Are.class)
    @ConditionalOnBean(JavaMailSender.class)
    @ConditionalOnMissingBean(name = "billetMailer")
    Mailer billetMailerOfAll(JavaMailSender sender, Environment environment) {
        return billetMailer(sender, environment);
    }
}
