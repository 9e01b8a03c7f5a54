/// A command whose arguments are typed by something else: a model's schema.
/// Only its name is looked at before it is called.
protocol PassesArguments {}
