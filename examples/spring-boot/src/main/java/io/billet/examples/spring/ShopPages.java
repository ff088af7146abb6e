package io.billet.examples.spring;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The shop's own pages. */
@Controller
class ShopPages {

    private final Products products;

    ShopPages(Products products) {
        this.products = products;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("products", products.findAll());
        return "home";
    }

    @GetMapping("/orders")
    String orders(Principal user, Model model) {
        return page(model, "orders", "Your orders", "There are no orders of " + user.getName() + ".");
    }

    @GetMapping("/imprint")
    String imprint(Model model) {
        return page(model, "imprint", "Legal notice", "Pen & Paper is an example and sells nothing.");
    }

    private static String page(Model model, String here, String title, String text) {
        model.addAttribute("here", here).addAttribute("title", title).addAttribute("text", text);
        return "page";
    }
}
