package io.billet.spring;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers beans for each of several blogs, where the application has none of that name. */
abstract class EachBlog implements ImportBeanDefinitionRegistrar, EnvironmentAware {

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment newEnvironment) {
        environment = newEnvironment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry beans) {
        SeveralBlogs.in(environment).forEach(blog -> register(blog, beans));
    }

    abstract void register(NamedBlog blog, BeanDefinitionRegistry beans);

    /**
     * Registers what a static method makes, whose first parameter is the blog; others are beans.
     *
     * @param suffix of the bean's name
     * @param close  the method that ends it; empty if none does
     */
    static void bean(
            NamedBlog blog, BeanDefinitionRegistry beans, String suffix, Class<?> maker, String method, String close) {
        String name = blog.bean(suffix);
        if (beans.containsBeanDefinition(name)) {
            return;
        }
        BeanDefinitionBuilder bean = BeanDefinitionBuilder.genericBeanDefinition(maker)
                .setFactoryMethod(method)
                .addConstructorArgValue(blog)
                .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        if (!close.isEmpty()) {
            bean.setDestroyMethodName(close);
        }
        beans.registerBeanDefinition(name, bean.getBeanDefinition());
    }
}
