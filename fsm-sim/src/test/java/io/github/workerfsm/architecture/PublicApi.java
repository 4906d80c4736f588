package io.github.workerfsm.architecture;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What callers can see of a module, as text: every public or protected class, and under it its
 * fields, constructors and methods, both by name. What it says depends on the byte code alone, not
 * on the order in which it is read. Nullness and the order of constants are not in it.
 */
final class PublicApi {
  private static final EnumSet<JavaModifier> PRINTED =
      EnumSet.of(
          JavaModifier.PUBLIC,
          JavaModifier.PROTECTED,
          JavaModifier.ABSTRACT,
          JavaModifier.STATIC,
          JavaModifier.FINAL);

  private PublicApi() {}

  /** The API of the classes of a package and of those below it, one line each, the last ended. */
  static String of(JavaClasses classes, String root) {
    return classes.stream()
        .filter(
            type ->
                type.getPackageName().equals(root) || type.getPackageName().startsWith(root + "."))
        .filter(PublicApi::seen)
        .sorted(Comparator.comparing(JavaClass::getName))
        .map(PublicApi::type)
        .collect(joining("\n"));
  }

  private static String type(JavaClass type) {
    StringBuilder text = new StringBuilder(modifiers(type.getModifiers()));
    text.append(kind(type)).append(name(type)).append(parameters(type.getTypeParameters()));
    type.getSuperclass()
        .filter(above -> !above.getName().equals("java.lang.Object"))
        .ifPresent(above -> text.append(" extends ").append(name(above)));
    if (!type.getInterfaces().isEmpty()) {
      text.append(type.isInterface() ? " extends " : " implements ")
          .append(
              type.getInterfaces().stream().map(PublicApi::name).sorted().collect(joining(", ")));
    }
    text.append('\n');
    members(type).forEach(member -> text.append("  ").append(member).append('\n'));
    return text.toString();
  }

  /** Also what a class has from one above it that callers cannot see. */
  private static Collection<String> members(JavaClass type) {
    Set<String> members = new TreeSet<>();
    JavaClass holder = type;
    while (true) {
      holder.getFields().stream()
          .filter(f -> seen(f, type))
          .map(PublicApi::field)
          .forEach(members::add);
      Stream.concat(
              holder.getMethods().stream(),
              holder == type ? type.getConstructors().stream() : Stream.empty())
          .filter(unit -> seen(unit, type))
          .map(PublicApi::unit)
          .forEach(members::add);
      JavaClass above = holder.getRawSuperclass().orElse(null);
      if (above == null || seen(above) || !above.getName().startsWith("io.github.workerfsm.")) {
        return members;
      }
      holder = above;
    }
  }

  private static String field(JavaField field) {
    return "field "
        + field.getName()
        + ": "
        + modifiers(field.getModifiers())
        + name(field.getType());
  }

  private static String unit(JavaCodeUnit unit) {
    StringBuilder text = new StringBuilder();
    text.append(unit.isConstructor() ? "new" : "method " + unit.getName())
        .append(parameters(unit.getTypeParameters()))
        .append(
            unit.getParameterTypes().stream().map(PublicApi::name).collect(joining(", ", "(", ")")))
        .append(": ")
        .append(modifiers(unit.getModifiers()));
    text.append(unit.isConstructor() ? "" : name(unit.getReturnType()));
    String thrown =
        unit.getThrowsClause().stream()
            .map(ThrowsDeclaration::getRawType)
            .map(PublicApi::name)
            .collect(joining(", "));
    return (text.toString().strip() + (thrown.isEmpty() ? "" : " throws " + thrown));
  }

  private static boolean seen(JavaClass type) {
    return open(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && type.getEnclosingClass().map(PublicApi::seen).orElse(true);
  }

  /** Nobody can inherit from a final class, so what is protected there is not for callers. */
  private static boolean seen(JavaMember member, JavaClass type) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && !modifiers.contains(JavaModifier.BRIDGE)
        && (modifiers.contains(JavaModifier.PUBLIC)
            || modifiers.contains(JavaModifier.PROTECTED)
                && !type.getModifiers().contains(JavaModifier.FINAL));
  }

  private static boolean open(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static String modifiers(Set<JavaModifier> modifiers) {
    return PRINTED.stream()
        .filter(modifiers::contains)
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(joining());
  }

  private static String kind(JavaClass type) {
    if (type.isAnnotation()) {
      return "annotation ";
    } else if (type.isInterface()) {
      return "interface ";
    } else if (type.isEnum()) {
      return "enum ";
    }
    return type.isRecord() ? "record " : "class ";
  }

  private static String parameters(List<? extends JavaTypeVariable<?>> variables) {
    return variables.isEmpty()
        ? ""
        : variables.stream()
            .map(variable -> variable.getName() + bounds(" extends ", variable.getUpperBounds()))
            .collect(joining(", ", "<", ">"));
  }

  private static String bounds(String word, List<JavaType> bounds) {
    String text =
        bounds.stream()
            .map(PublicApi::name)
            .filter(bound -> !bound.equals("Object"))
            .collect(joining(" & "));
    return text.isEmpty() ? "" : word + text;
  }

  private static String name(JavaType type) {
    if (type instanceof JavaParameterizedType generic) {
      return name(generic.toErasure())
          + generic.getActualTypeArguments().stream()
              .map(PublicApi::name)
              .collect(joining(", ", "<", ">"));
    } else if (type instanceof JavaWildcardType wildcard) {
      return "?"
          + bounds(" extends ", wildcard.getUpperBounds())
          + bounds(" super ", wildcard.getLowerBounds());
    } else if (type instanceof JavaClass plain) {
      return plain.isArray()
          ? name(plain.getComponentType()) + "[]"
          : plain.getName().replaceFirst("^java\\.lang\\.(?=[A-Z]\\w*$)", "").replace('$', '.');
    }
    return type.getName();
  }
}
