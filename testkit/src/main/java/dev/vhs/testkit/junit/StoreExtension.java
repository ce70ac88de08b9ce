package dev.vhs.testkit.junit;

import dev.vhs.Codec;
import dev.vhs.StreamStore;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** The extension that resolves the parameters that {@link WithStore} promises. */
final class StoreExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(StoreExtension.class);

  StoreExtension() {}

  /**
   * Returns the scope of a test method: a store that a constructor takes is as fresh as its test.
   */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == VersionedStore.class || type == StreamStore.class || type == Vhs.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Vhs vhs = fresh(context).vhs();
    Class<?> type = parameter.getParameter().getType();
    if (type == Vhs.class) {
      return vhs;
    }
    return type == StreamStore.class
        ? vhs.streams()
        : vhs.store(codec(parameter.getParameter().getParameterizedType()));
  }

  private static Codec<?> codec(Type parameter) {
    if (!(parameter instanceof ParameterizedType generic)
        || generic.getActualTypeArguments()[0] instanceof WildcardType) {
      throw new ParameterResolutionException(
          "Say of what type the values are: VersionedStore<String>, VersionedStore<Book>");
    }
    Type value = generic.getActualTypeArguments()[0];
    if (value == String.class) {
      return Codec.text();
    }
    return value == byte[].class ? Codec.bytes() : Codec.json(value);
  }

  /** Returns the store of a test, or of a class: the same for all parameters of one context. */
  private static TestStore fresh(ExtensionContext context) {
    // Keyed by context, since a test's own store must not be that of its class.
    String key = context.getUniqueId();
    TestStore store = existing(context);
    if (store == null) {
      WithStore wanted = nearest(context);
      store = TestStore.open(wanted.variant(), wanted.backend());
      context.getStore(NAMESPACE).put(key, store);
    }
    return store;
  }

  private static @Nullable TestStore existing(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(context.getUniqueId(), TestStore.class);
  }

  private static WithStore nearest(ExtensionContext context) {
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      Optional<WithStore> found =
          AnnotationSupport.findAnnotation(at.get().getElement(), WithStore.class);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new ParameterResolutionException("There is no @WithStore on the test or its class");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  private static void close(ExtensionContext context) {
    TestStore store = existing(context);
    if (store != null) {
      context.getStore(NAMESPACE).remove(context.getUniqueId());
      try {
        store.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
