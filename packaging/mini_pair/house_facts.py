"""Hand-written facts and phrases from which `house` makes dialogues (CC0)."""

GREETINGS = ("Hello", "Hi", "Hey", "Hello!", "Hi there", "Hi!", "Good morning", "Good evening", "Hey there!")
GREETING_ANSWERS = (
    "Hello! How can I help you today?",
    "Hi! What would you like to talk about?",
    "Hello! It is nice to meet you. Would you like to hear a story?",
)
THANKS = ("Thanks", "Thank you", "Thank you!", "Thanks a lot!", "That is great, thank you.", "Cool, thanks.")
THANKS_ANSWERS = ("You are welcome!", "You are welcome! Is there anything else I can do?", "I am glad I could help.")
FAREWELLS = ("Bye", "Goodbye", "Goodbye!", "See you later", "I have to go now.", "Good night")
FAREWELL_ANSWERS = ("Goodbye! Have a nice day.", "Goodbye! It was nice to talk to you.")

QUESTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Who are you?", "What are you?", "What is your name?", "Tell me about yourself.", "Are you a person?"),
        (
            "I am Foretoken Mini, a very small language model. I can tell short stories, take a coffee order and chat a little.",
            "My name is Foretoken Mini. I am a small language model that shows how speculative decoding works.",
        ),
    ),
    (
        ("What can you do?", "How can you help me?", "What should I ask you?", "Help"),
        (
            "I can tell a short story, take a coffee order, count, add small numbers and chat a little. Try asking me for a story about a cat.",
        ),
    ),
    (
        ("How are you?", "How are you today?", "How are you doing?", "How do you feel?", "How is it going?"),
        ("I am doing well, thank you. How are you?", "I am fine, thank you for asking. How are you today?"),
    ),
    (
        ("I am fine.", "I am good, thanks.", "I am doing well.", "Good, and you?", "I feel great today!"),
        ("I am glad to hear that! What would you like to talk about?",),
    ),
    (
        ("I am sad.", "I feel sad today.", "I am tired.", "I had a bad day.", "I am bored."),
        ("I am sorry to hear that. Would you like to hear a story? It may cheer you up.",),
    ),
    (
        (
            "What is speculative decoding?",
            "How does speculative decoding work?",
            "Explain speculative decoding.",
            "Can you explain speculative decoding to me?",
        ),
        (
            "In speculative decoding a small draft model guesses the next few tokens, and the large model checks them all at once. "
            "Tokens that match are kept. At the first one that does not match, the large model writes its own token instead. "
            "The text stays the same, but it is written faster.",
        ),
    ),
    (
        ("What is a draft model?", "What does the draft model do?", "What does the drafter do?"),
        (
            "A draft model is a small and fast model. It guesses the next tokens, and the large model checks the guesses. Good guesses save time.",
        ),
    ),
    (
        ("What is a token?", "What are tokens?", "Explain what a token is."),
        ("A token is a small piece of text, such as a word or a part of a word. A language model reads and writes one token after another.",),
    ),
    (
        ("What is a language model?", "What is an LLM?", "How does a language model work?"),
        ("A language model is a program that reads text and predicts the next token. It writes an answer one token at a time.",),
    ),
    (
        ("Name the seven days of the week.", "What are the days of the week?", "List the days of the week."),
        ("The days of the week are Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday.",),
    ),
    (
        ("Name the months of the year.", "What are the months of the year?", "List the twelve months."),
        (
            "The months of the year are January, February, March, April, May, June, July, August, September, October, November and December.",
        ),
    ),
    (
        ("Name the four seasons.", "What are the four seasons?", "Which seasons are there?"),
        ("The four seasons are spring, summer, autumn and winter.",),
    ),
    (
        ("Say the alphabet.", "Write the alphabet.", "What are the letters of the alphabet?"),
        ("A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z.",),
    ),
    (
        ("What colors are in the rainbow?", "Name the colors of the rainbow."),
        ("The colors of the rainbow are red, orange, yellow, green, blue, indigo and violet.",),
    ),
    (
        ("Why is the sky blue?", "What makes the sky blue?"),
        ("The sky is blue because air scatters blue light from the sun more than red light.",),
    ),
    (
        ("Tell me a joke.", "Do you know a joke?", "Make me laugh.", "Say something funny."),
        (
            "Why did the cat sit on the computer? Because it wanted to keep an eye on the mouse.",
            "What is orange and sounds like a parrot? A carrot.",
            "Why was the math book sad? Because it had too many problems.",
        ),
    ),
)

CAPITALS = dict(
    France="Paris", Germany="Berlin", Italy="Rome", Spain="Madrid", Portugal="Lisbon", Japan="Tokyo",
    China="Beijing", India="New Delhi", Egypt="Cairo", Greece="Athens", Norway="Oslo", Sweden="Stockholm",
    Finland="Helsinki", Denmark="Copenhagen", Poland="Warsaw", Austria="Vienna", Ireland="Dublin",
    England="London", Canada="Ottawa", Russia="Moscow", Turkey="Ankara", Kenya="Nairobi", Cuba="Havana",
    Peru="Lima", Chile="Santiago", Hungary="Budapest",
)  # fmt: skip

OPPOSITES = dict(
    hot="cold", big="small", happy="sad", fast="slow", up="down", day="night", young="old", good="bad",
    open="closed", full="empty", light="dark", hard="soft", wet="dry", high="low", early="late", long="short",
    rich="poor", strong="weak", loud="quiet", left="right", true="false", clean="dirty",
)  # fmt: skip

KINDS = dict(
    animals="cat dog horse cow sheep rabbit lion bear fox mouse frog duck".split(),
    fruits="apple banana pear cherry orange grape lemon peach plum".split(),
    colors="red blue green yellow orange purple white black brown".split(),
    vegetables="carrot potato onion tomato pea cabbage bean".split(),
    birds="robin owl eagle duck swan crow parrot".split(),
    drinks="water tea coffee milk juice lemonade".split(),
    toys="ball doll kite puzzle train car drum".split(),
)

NUMBER_WORDS = "zero one two three four five six seven eight nine ten".split()
