package plaza.core.tenant;

import java.util.Optional;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// The declaration of a setting. Events, rows, requests, answers and the OpenAPI document are made
/// from it.
///
/// @param <T> the type of its values
public final class ApplicationSetting<T> {
  private final int number;
  private final String name;
  private final SettingType<T> type;
  private final T initial;
  private final String description;

  /// @param number that it has in events and rows, above 1, never another setting's
  /// @param name in the API
  /// @param initial the value of a new application, and of one that was stored before there was
  ///     the setting: never changes
  /// @param description for the OpenAPI document
  ApplicationSetting(int number, String name, SettingType<T> type, T initial, String description) {
    this.number = number;
    this.name = name;
    this.type = type;
    this.initial = initial;
    this.description = description;
  }

  public int number() {
    return number;
  }

  public String name() {
    return name;
  }

  public SettingType<T> type() {
    return type;
  }

  public T initial() {
    return initial;
  }

  public String description() {
    return description;
  }

  /// What is wrong with a value; empty when nothing is.
  ///
  /// @throws ClassCastException it is not of the setting's type
  Optional<String> problem(Object value) {
    return type.problem(type.cast(value));
  }

  /// What is wrong with a value that is to be set; empty when nothing is.
  public Optional<String> newProblem(T value) {
    return type.newProblem(value);
  }

  void write(EventWriter out, Object value) {
    type.write(out, type.cast(value));
  }

  /// The edit that sets it to what was written.
  ApplicationEdit.Set readEdit(EventReader in) {
    return to(type.read(in));
  }

  /// The edit that sets it to a value.
  public ApplicationEdit.Set to(T value) {
    return new ApplicationEdit.Set(this, value);
  }

  @Override
  public String toString() {
    return name;
  }
}
