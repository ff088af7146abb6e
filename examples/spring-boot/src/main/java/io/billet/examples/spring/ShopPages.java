package io.billet.examples.spring;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

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
    @ResponseBody
    String orders(Principal user) {
        return "There are no orders of " + user.getName() + ".";
    }
}
