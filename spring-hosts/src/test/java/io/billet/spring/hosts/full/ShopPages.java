package io.billet.spring.hosts.full;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of the application, which tell of its settings. */
@RestController
@Transactional
class ShopPages {

    /** Something that JSON may be written of in many ways. */
    record OrderNote(
            String longName, Date placedAt, Instant paidAt, List<Integer> lineItems, Optional<String> noteText) {}

    @PersistenceContext
    private EntityManager visits;

    @GetMapping("/")
    String home() {
        visits.persist(new Visit("home"));
        return "The shop, visited "
                + visits.createQuery("select count(v) from Visit v", Long.class).getSingleResult();
    }

    @GetMapping("/open")
    OrderNote open() {
        return new OrderNote("Été", new Date(0), Instant.EPOCH, List.of(), Optional.empty());
    }

    @GetMapping("/private")
    String account(CsrfToken token) {
        return "<form method=post action=/shop/things><input type=hidden name=" + token.getParameterName() + " value="
                + token.getToken() + "></form>" + LocaleContextHolder.getLocale() + ", " + Locale.getDefault() + ", "
                + ZoneId.systemDefault();
    }

    @PostMapping("/things")
    String added(@RequestParam String thing) {
        return "added " + thing;
    }

    @DeleteMapping("/things")
    String removed(@RequestParam String thing) {
        return "removed " + thing;
    }

    @PostMapping("/basket")
    String basket(@RequestParam String thing) {
        return "in the basket: " + thing;
    }

    @PostMapping("/api/orders")
    OrderNote taken(@RequestBody OrderNote order) {
        return order;
    }

    @GetMapping("/fails")
    String fails() {
        throw new IllegalStateException("the shop's own fault");
    }
}
