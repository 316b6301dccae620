package io.foldwise.engine.config;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintDefinitionException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks values against the Jakarta constraints of a record's components, before there is a record. */
final class Constraints {

    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new Words())
            .buildValidatorFactory()
            .getValidator();

    /** Why the constraints of a component of a record suit no value of its type; empty if they do. */
    Optional<String> flaw(Class<? extends Record> type, String component, ValueType values) {
        try {
            VALIDATOR.validateValue(type, component, nothing(values));
            return Optional.empty();
        } catch (ConstraintDeclarationException | ConstraintDefinitionException misfit) {
            return Optional.of("a constraint does not suit its type: " + misfit.getMessage());
        } catch (ValidationException unsure) { // of a constraint that knows no absent value
            return Optional.empty();
        }
    }

    /** No value, within as many lists as it takes for every constraint to look at it. */
    private static Object nothing(ValueType type) {
        if (type instanceof ValueType.ListOf list) {
            return Collections.singletonList(nothing(list.element()));
        } else if (type instanceof ValueType.MapOf map) {
            return Collections.singletonMap("key", nothing(map.element()));
        } else if (type instanceof ValueType.OptionalOf optional) {
            return Optional.ofNullable(nothing(optional.value()));
        }
        return null;
    }

    /** What is wrong with a value of the given component. */
    List<Problem> violations(Class<? extends Record> type, String component, Object value, Cursor at) {
        List<Problem> problems = new ArrayList<>();
        for (ConstraintViolation<?> violation : VALIDATOR.validateValue(type, component, value)) {
            Cursor place = at;
            for (Path.Node node : violation.getPropertyPath()) {
                if (node.getIndex() != null) {
                    place = place.element(node.getIndex());
                } else if (node.getKey() != null) {
                    place = place.child(node.getKey().toString()).orElse(place);
                }
            }
            problems.add(new Problem(place.location(), "is " + place.shown() + ", but " + violation.getMessage()));
        }
        return problems;
    }

    /** "must be at least 1"; in the language of the constraint itself where we have no words for it. */
    private static final class Words implements MessageInterpolator {

        private final MessageInterpolator standard = new ParameterMessageInterpolator(
                Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

        @Override
        public String interpolate(String template, Context context) {
            return ConstraintWords.of(context.getConstraintDescriptor().getAnnotation())
                    .map(words -> "must be " + words)
                    .orElseGet(() -> standard.interpolate(template, context));
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }
}
